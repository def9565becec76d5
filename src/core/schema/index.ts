/** The words of the product as zod schemas. Browser-safe: nothing here touches Node. */
export * from './codex-state.ts';
export * from './command-words.ts';
export * from './download.ts';
export * from './event.ts';
export * from './printable.ts';
export * from './query.ts';
export * from './routing-stats.ts';
export * from './routing-table.ts';
export * from './run.ts';
export * from './runtime-state.ts';
export * from './settings.ts';
export * from './start-run.ts';
export * from './status.ts';
export * from './usage.ts';
