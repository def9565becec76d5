/** Public face of the settings. */
export { dataFolder } from './data-folder.ts';
export { createFileSettingsStore, type SettingsFile } from './file-store.ts';
export * from './service.ts';
