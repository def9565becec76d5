/** Public face of the sentences that answer a page's question. */
export * from './live.ts';
export * from './outcome.ts';
export * from './problems.ts';
export * from './routing.ts';
