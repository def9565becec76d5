/** Public face of the timeline: pure functions over events. */
export * from './describe.ts';
export * from './diff.ts';
export * from './estimate.ts';
export * from './file-totals.ts';
export * from './forget.ts';
export * from './height-index.ts';
export * from './terminal-text.ts';
export * from './text-lines.ts';
export * from './timeline.ts';
