/** Keeps a copy of a workspace and puts it back byte for byte. */
export { WorkspaceError, type WorkspaceErrorCode } from './error.ts';
export type { WorkspaceSnapshot } from './manifest.ts';
export { type RestoreResult, restoreWorkspace } from './restore.ts';
export { discardSnapshot, openSnapshot, type SnapshotOptions, snapshotWorkspace } from './snapshot.ts';
