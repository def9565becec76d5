/** The model repositories that the stand-in hub offers. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Content, gitHashOf, sha256Of, sizeOf } from './content.ts';

const FileSpec = z.strictObject({
  /** `{n}` stands for the number of the file, when there are many. */
  path: z.string(),
  text: z.string().optional(),
  bytes: z.number().int().nonnegative().optional(),
  /** Files alike, e.g. 40 shards. */
  count: z.number().int().positive().optional(),
  /** Default: everything that is not a text. */
  lfs: z.boolean().optional(),
});

export const RepoSpec = z.strictObject({
  id: z.string(),
  files: z.array(FileSpec),
  /** `gated` lists, but gives no file; `private` is not there for those without access. */
  access: z.enum(['open', 'gated', 'private']).default('open'),
  /** Whether the right token may read it, when it is not open. */
  granted: z.boolean().default(true),
  /** Names of branches and tags; `main` is always there. */
  revisions: z.array(z.string()).default([]),
  /** Entries put into the listing as they stand: for hostile ones. */
  rawEntries: z.array(z.unknown()).default([]),
});
export type RepoSpec = z.input<typeof RepoSpec>;

export interface RepoFile {
  path: string;
  content: Content;
  size: number;
  lfs: boolean;
  /** sha256 for LFS files, else git's sha1. */
  hash: string;
}

export interface Repo {
  id: string;
  access: 'open' | 'gated' | 'private';
  granted: boolean;
  commit: string;
  revisions: readonly string[];
  files: ReadonlyMap<string, RepoFile>;
  rawEntries: readonly unknown[];
}

function numberFrom(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32LE(0);
}

function filesOf(id: string, spec: z.output<typeof FileSpec>): RepoFile[] {
  return Array.from({ length: spec.count ?? 1 }, (_, index) => {
    const path = spec.path.replaceAll('{n}', String(index + 1).padStart(5, '0'));
    const content: Content =
      spec.text === undefined
        ? { seed: numberFrom(`${id}/${path}`), bytes: spec.bytes ?? 0 }
        : { text: spec.text };
    const lfs = spec.lfs ?? spec.text === undefined;
    return { path, content, size: sizeOf(content), lfs, hash: lfs ? sha256Of(content) : gitHashOf(content) };
  });
}

/** Makes a repository; hashing takes its time when the files are large. Throws ZodError for a bad description. */
export function makeRepo(input: RepoSpec): Repo {
  const spec = RepoSpec.parse(input);
  const files = new Map(
    spec.files.flatMap((file) => filesOf(spec.id, file)).map((file) => [file.path, file]),
  );
  const seed = [...files.values()].map(({ path, hash }) => `${path} ${hash}`).join('\n');
  const commit = createHash('sha1').update(`${spec.id}\n${seed}`).digest('hex');
  return { ...spec, commit, files };
}

/** One entry of `/tree/`, as the hub writes it. */
export function treeEntry({ path, size, lfs, hash, content }: RepoFile): unknown {
  if (!lfs) return { type: 'file', oid: hash, size, path };
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${hash}\nsize ${size}\n`;
  const oid = gitHashOf({ text: pointer });
  const xetHash = createHash('sha256')
    .update(hash)
    .update(String(sizeOf(content)))
    .digest('hex');
  return { type: 'file', oid, size, path, lfs: { oid: hash, size, pointerSize: pointer.length }, xetHash };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What the hub offers when it is told nothing: a small model with files of other formats beside it, and a gated one. */
export const defaultRepos: readonly RepoSpec[] = [
  {
    id: 'rehearsal/tiny-brain-MLX-4bit',
    revisions: ['v1'],
    files: [
      { path: 'README.md', text: '# A model for rehearsals\n\nIts weights are noise.\n' },
      { path: 'config.json', text: json({ model_type: 'rehearsal', quantization: { bits: 4 } }) },
      { path: 'chat_template.jinja', text: '{% for m in messages %}{{ m.content }}{% endfor %}\n' },
      { path: 'tokenizer.json', bytes: 300_000 },
      { path: 'tokenizer_config.json', text: json({ model_max_length: 32_768 }) },
      { path: 'model-{n}.safetensors', bytes: 2_500_000, count: 3 },
      { path: 'tiny-brain.gguf', bytes: 4_000_000 },
    ],
  },
  {
    id: 'rehearsal/gated-brain',
    access: 'gated',
    files: [
      { path: 'config.json', text: json({ model_type: 'rehearsal' }) },
      { path: 'model.safetensors', bytes: 1_000_000 },
    ],
  },
];
