/** Public face of the Hugging Face cache on disk: where it is, how it is laid out, what is in it. */
export type { CachedFile, CachedSnapshot } from './inspect.ts';
export { inspectSnapshot, listSnapshots } from './inspect.ts';
export type { ModelFolders } from './layout.ts';
export { linkTarget, modelFolders } from './layout.ts';
export { linkFile, readRef, writeRef } from './links.ts';
export type { Environment, HubLocations } from './locations.ts';
export { hubLocations } from './locations.ts';
export type { Presence, WantedFile } from './present.ts';
export { findFile } from './present.ts';
