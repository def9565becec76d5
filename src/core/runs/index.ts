/** Public face of the run store: interface, SQLite implementation, feed. */
export * from './store.ts';
