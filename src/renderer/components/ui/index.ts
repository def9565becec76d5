/** Public face of the building blocks. */
export * from './badge.tsx';
export * from './button.tsx';
export * from './callout.tsx';
export * from './choice.tsx';
export * from './class-names.ts';
export * from './copy-button.tsx';
export * from './dialog.tsx';
export * from './empty.tsx';
export * from './field.tsx';
export * from './menu.tsx';
export * from './state-icon.tsx';
export * from './use-focus-return.ts';
