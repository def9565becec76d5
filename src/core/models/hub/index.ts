/** Public face of the hub: download a model, and what can go wrong with it. */
export type { DownloadOptions, Snapshot, SnapshotFile } from './download.ts';
export { downloadSnapshot } from './download.ts';
export type { HubErrorCode } from './errors.ts';
export { HubError } from './errors.ts';
export type { RetryRule } from './patience.ts';
export type { PauseSwitch } from './pause.ts';
export { createPauseSwitch } from './pause.ts';
export { mlxPatterns } from './select.ts';
export { checkRepoId, findHubToken, hubEndpoint } from './source.ts';
