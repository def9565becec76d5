/** Public face of the settings. */
export * from './service.ts';
