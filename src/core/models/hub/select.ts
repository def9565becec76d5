/** Which files of a repository are needed, and why the others are not. */
import type { SkippedFile } from '../../schema/index.ts';
import type { HubFile } from './protocol.ts';

/** For MLX: weights, settings, chat template, tokenizer. `*` matches within a file's name, whatever its folder. */
export const mlxPatterns: readonly string[] = [
  '*.safetensors',
  '*.json',
  '*.jinja',
  '*.model',
  '*.tiktoken',
  'merges.txt',
  'vocab.txt',
];

function matcher(pattern: string): RegExp {
  const body = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  // A pattern with a folder is meant from the root, one without for every folder.
  return new RegExp(pattern.includes('/') ? `^${body}$` : `^(?:.*/)?${body}$`, 'i');
}

function reasonFor(path: string): string {
  if (/\.(?:safetensors|gguf|bin|pt|pth|onnx|onnx_data|h5|msgpack|ckpt|tflite|ot|mlmodel)$/i.test(path))
    return 'another format of the weights';
  if (/\.(?:py|ipynb|sh)$/i.test(path)) return 'program code, which is not run';
  if (/\.(?:md|png|jpe?g|gif|webp|svg|pdf)$|(?:^|\/)(?:LICENSE|NOTICE)/i.test(path))
    return 'for people to read';
  return 'not needed to run the model';
}

/** Splits a listing by patterns. */
export function selectFiles(
  files: readonly HubFile[],
  patterns: readonly string[],
): { wanted: HubFile[]; skipped: SkippedFile[] } {
  const matchers = patterns.map(matcher);
  const wanted = files.filter(({ path }) => matchers.some((each) => each.test(path)));
  const taken = new Set(wanted);
  const skipped = files
    .filter((file) => !taken.has(file))
    .map(({ path, size }) => ({ path, size, reason: reasonFor(path) }));
  return { wanted, skipped };
}
