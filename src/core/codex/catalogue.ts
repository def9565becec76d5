/** Our entry in Codex's model catalogue: real context, short base prompt, only the tools a local model needs. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { basePrompt } from './base-prompt.ts';

export interface CatalogueModel {
  /** The key the runtime knows the model by. */
  model: string;
  /** Tokens the runtime has loaded. */
  contextLength: number;
}

/** Tokens of a tool's output that the model gets to see: a tenth of the context, at least 1,000 where that is not over a fifth. */
export function toolOutputLimit(contextLength: number): number {
  const least = Math.min(1_000, Math.floor(contextLength / 5));
  return Math.min(8_000, Math.max(least, Math.floor(contextLength / 10)));
}

/** Tokens at which Codex compacts: room must be left for the answer and one tool output. */
export function compactionLimit(contextLength: number): number {
  return Math.floor(contextLength * 0.78);
}

/** The catalogue as JSON text; the keys Codex 0.169 requires, and `context_window` so that it compacts in time. */
export function catalogueJson({ model, contextLength }: CatalogueModel): string {
  return JSON.stringify({
    models: [
      {
        slug: model,
        display_name: model,
        description: 'local model, through Brainswap',
        default_reasoning_level: null,
        supported_reasoning_levels: [],
        shell_type: 'unified_exec',
        visibility: 'list',
        supported_in_api: true,
        priority: 0,
        availability_nux: null,
        upgrade: null,
        base_instructions: basePrompt,
        model_messages: null,
        supports_reasoning_summaries: false,
        default_reasoning_summary: 'none',
        support_verbosity: false,
        default_verbosity: null,
        apply_patch_tool_type: null,
        truncation_policy: { mode: 'tokens', limit: toolOutputLimit(contextLength) },
        supports_parallel_tool_calls: false,
        context_window: contextLength,
        auto_compact_token_limit: compactionLimit(contextLength),
        experimental_supported_tools: [],
        input_modalities: ['text'],
      },
    ],
  });
}

/** Writes the catalogue under a name made of its content, so that runs side by side never see half a file. */
export function writeCatalogue(folder: string, entry: CatalogueModel): string {
  const json = catalogueJson(entry);
  const file = join(folder, `catalogue-${createHash('sha256').update(json).digest('hex').slice(0, 16)}.json`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const partial = `${file}.${process.pid}.tmp`;
    writeFileSync(partial, json);
    renameSync(partial, file);
  }
  return file;
}
