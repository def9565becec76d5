/** Public face of the formatters. */
export * from './amount.ts';
export * from './duration.ts';
export * from './moment.ts';
export * from './path.ts';
