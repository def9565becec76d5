/** Looks at a snapshot on disk without the hub: its files by real path, and whether it can be complete. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { type ModelFolders, modelFolders } from './layout.ts';
import { readRef } from './links.ts';

export interface CachedFile {
  /** With slashes, relative to the snapshot. */
  path: string;
  size: number;
  /** Leads to the bytes without any link on the way. */
  realPath: string;
}

export interface CachedSnapshot {
  repo: string;
  commit: string;
  folder: string;
  files: CachedFile[];
  /** Links whose blob is gone. */
  dangling: string[];
  /** Shards that `*.safetensors.index.json` names and that are not there. */
  missing: string[];
  /** `config.json` and weights are there, no link dangles, no shard is missing. The hub alone knows more. */
  complete: boolean;
}

const ShardIndex = z.object({ weight_map: z.record(z.string(), z.string()) });

async function shardsOf(file: string): Promise<string[]> {
  try {
    return [...new Set(Object.values(ShardIndex.parse(JSON.parse(await readFile(file, 'utf8'))).weight_map))];
  } catch {
    return [];
  }
}

async function readFiles(folder: string): Promise<{ files: CachedFile[]; dangling: string[] }> {
  const files: CachedFile[] = [];
  const dangling: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const place = join(entry.parentPath, entry.name);
    const path = relative(folder, place).split(sep).join('/');
    try {
      const found = await stat(place);
      if (found.isFile()) files.push({ path, size: found.size, realPath: await realpath(place) });
    } catch {
      dangling.push(path);
    }
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), dangling };
}

async function inspect(folders: ModelFolders, repo: string, commit: string): Promise<CachedSnapshot | null> {
  const folder = join(folders.snapshots, commit);
  const found = await readFiles(folder).catch(() => null);
  if (found === null) return null;
  const names = new Set(found.files.map(({ path }) => path));
  const indexes = found.files.filter(({ path }) => path.endsWith('.safetensors.index.json'));
  const shards = (await Promise.all(indexes.map(({ realPath }) => shardsOf(realPath)))).flat();
  const missing = shards.filter((path) => !names.has(path));
  const weights = found.files.some(({ path, size }) => /\.(?:safetensors|gguf)$/.test(path) && size > 0);
  const complete = weights && names.has('config.json') && missing.length === 0 && found.dangling.length === 0;
  return { repo, commit, folder, ...found, missing, complete };
}

/** The snapshot that a revision means in this cache; null when there is none. */
export async function inspectSnapshot(
  cache: string,
  repo: string,
  revision = 'main',
): Promise<CachedSnapshot | null> {
  const folders = modelFolders(cache, repo);
  const commit = await readRef(folders, revision);
  return commit === null ? null : inspect(folders, repo, commit);
}

/** Every snapshot of every model in this cache. */
export async function listSnapshots(cache: string): Promise<CachedSnapshot[]> {
  const names = await readdir(cache).catch(() => []);
  const found: (CachedSnapshot | null)[] = [];
  for (const name of names.filter((each) => each.startsWith('models--'))) {
    const repo = name.slice('models--'.length).replace('--', '/');
    const folders = modelFolders(cache, repo);
    const commits = await readdir(folders.snapshots).catch(() => []);
    for (const commit of commits) found.push(await inspect(folders, repo, commit));
  }
  return found.filter((each) => each !== null);
}
