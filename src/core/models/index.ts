/** Public face of models: the Hugging Face cache on disk, and downloads from the hub. */
export * from './hf-cache/index.ts';
export * from './hub/index.ts';
