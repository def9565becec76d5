/** Public face of the run filter. */
export * from './filter.ts';
export * from './query-string.ts';
