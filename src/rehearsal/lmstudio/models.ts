/** The models of the stand-in LM Studio, and the three shapes in which its endpoints list them. */
import { z } from 'zod';

export const RehearsalModel = z.object({
  /** Model key, as `lms ls` shows it and requests name it. */
  key: z.string(),
  displayName: z.string(),
  type: z.enum(['llm', 'embedding']),
  publisher: z.string(),
  /** Path below the models folder. */
  path: z.string(),
  architecture: z.string(),
  format: z.enum(['safetensors', 'gguf']),
  quantization: z.string(),
  paramsString: z.string(),
  sizeBytes: z.number().int(),
  maxContextLength: z.number().int(),
  trainedForToolUse: z.boolean(),
  /** Tokens the model is loaded with; null when it is not loaded. */
  loadedContextLength: z.number().int().nullable(),
  /** Name under which it is loaded; the key unless the user chose another. */
  identifier: z.string(),
  /** Milliseconds of idleness after which it is unloaded; null means never. */
  ttlMs: z.number().int().nullable(),
  lastUsedAt: z.number().nullable(),
});
export type RehearsalModel = z.infer<typeof RehearsalModel>;

/** Where the models are kept: in memory, or in the state folder of the `lms` stand-in. */
export interface ModelCatalogue {
  list(): RehearsalModel[];
  /** Loads a model with a context (tokens). */
  load(key: string, contextLength: number, more?: { identifier?: string; ttlMs?: number | null }): void;
  /** Unloads by identifier; false when nothing of that name is loaded. */
  unload(identifier: string): boolean;
}

/** A downloaded model of the given key. */
export function rehearsalModel(key: string, contextLength: number | null): RehearsalModel {
  return {
    key,
    displayName: key === 'rehearsal-brain' ? 'Rehearsal brain' : `Rehearsal: ${key}`,
    type: key.startsWith('text-embedding') ? 'embedding' : 'llm',
    publisher: 'brainswap-rehearsal',
    path: `brainswap-rehearsal/${key.replaceAll('/', '-')}`,
    architecture: 'script',
    format: 'safetensors',
    quantization: '4bit',
    paramsString: '30B-A3B',
    sizeBytes: 17_190_000_000,
    maxContextLength: 262_144,
    trainedForToolUse: true,
    loadedContextLength: contextLength,
    identifier: key,
    ttlMs: null,
    lastUsedAt: null,
  };
}

/** A catalogue that lives as long as the process. */
export function memoryCatalogue(models: readonly RehearsalModel[]): ModelCatalogue {
  return editableCatalogue(
    () => models.map((model) => model),
    () => {},
  );
}

/** A catalogue over any storage: `read` gives the models, `write` is called after each change. */
export function editableCatalogue(
  read: () => RehearsalModel[],
  write: (models: RehearsalModel[]) => void,
): ModelCatalogue {
  return {
    list: read,
    load(key, contextLength, more = {}) {
      const models = read();
      const model = models.find((candidate) => candidate.key === key);
      if (!model) throw new Error(`No model ${key} is downloaded.`);
      model.loadedContextLength = Math.min(contextLength, model.maxContextLength);
      model.identifier = more.identifier ?? model.key;
      model.ttlMs = more.ttlMs ?? null;
      model.lastUsedAt = Date.now();
      write(models);
    },
    unload(identifier) {
      const models = read();
      const model = models.find((candidate) => candidate.identifier === identifier);
      if (model?.loadedContextLength == null) return false;
      model.loadedContextLength = null;
      model.identifier = model.key;
      write(models);
      return true;
    },
  };
}

const isLoaded = (model: RehearsalModel) => model.loadedContextLength !== null;

/** Names under which models can be asked for: of all downloaded ones with just-in-time loading, else of the loaded. */
export function servedModels(models: readonly RehearsalModel[], justInTime: boolean): RehearsalModel[] {
  return models.filter((model) => justInTime || isLoaded(model));
}

/** `GET /v1/models`. */
export function openaiList(models: readonly RehearsalModel[]): unknown {
  const data = models.map(({ identifier }) => ({
    id: identifier,
    object: 'model',
    owned_by: 'brainswap-rehearsal',
  }));
  return { object: 'list', data };
}

/** One model of `GET /api/v0/models`. */
export function v0Model(model: RehearsalModel): Record<string, unknown> {
  return {
    id: model.identifier,
    object: 'model',
    type: model.type === 'embedding' ? 'embeddings' : 'llm',
    publisher: model.publisher,
    owned_by: 'brainswap-rehearsal',
    arch: model.architecture,
    compatibility_type: model.format === 'gguf' ? 'gguf' : 'mlx',
    quantization: model.quantization,
    state: isLoaded(model) ? 'loaded' : 'not-loaded',
    max_context_length: model.maxContextLength,
    ...(isLoaded(model) ? { loaded_context_length: model.loadedContextLength } : {}),
    capabilities: model.trainedForToolUse ? ['tool_use'] : [],
  };
}

/** One model of `GET /api/v1/models` (LM Studio 0.4). */
export function v1Model(model: RehearsalModel): Record<string, unknown> {
  const config = { context_length: model.loadedContextLength, flash_attention: true };
  return {
    type: model.type,
    publisher: model.publisher,
    owned_by: 'brainswap-rehearsal',
    key: model.key,
    display_name: model.displayName,
    architecture: model.architecture,
    quantization: { name: model.quantization, bits_per_weight: 4 },
    size_bytes: model.sizeBytes,
    params_string: model.paramsString,
    loaded_instances: isLoaded(model) ? [{ id: model.identifier, config }] : [],
    max_context_length: model.maxContextLength,
    format: model.format === 'gguf' ? 'gguf' : 'mlx',
    capabilities: { vision: false, trained_for_tool_use: model.trainedForToolUse },
    description: 'Follows a script. It is not a model.',
  };
}
