/** Process trees: who descends from a process, and how to end all of them without hitting anyone else. */
export { type EndedTree, type EndStep, type EndTreeOptions, endTree, type SignalStep } from './end-tree.ts';
export { ProcessTreeError } from './error.ts';
export { isAlive } from './is-alive.ts';
export type { ProcessEntry, ProcessIdentity } from './process-entry.ts';
export { listDescendants, snapshotTree, type TreeSnapshot } from './snapshot.ts';
export { type ProcessSystem, platformSystem, runIdVariable } from './system.ts';
