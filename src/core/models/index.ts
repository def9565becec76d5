/** Public face of models: the Hugging Face cache on disk. */
export * from './hf-cache/index.ts';
