/** Public face of the keyboard. */
export * from './commands.ts';
export * from './keymap.ts';
export * from './listen.ts';
export { printKeys } from './match.ts';
