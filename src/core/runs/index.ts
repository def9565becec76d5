/** Public face of the run store: interface, SQLite implementation, feed. */
export { RunStoreError } from './error.ts';
export { createRunFeed } from './feed.ts';
export { newRunId } from './run-id.ts';
export { type OpenRunStoreOptions, openRunStore } from './sqlite/open.ts';
export * from './store.ts';
