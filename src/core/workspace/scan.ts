/** Walks a folder without following links; paths are bytes. */
import type { BigIntStats } from 'node:fs';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { eachBounded } from './bounded.ts';
import { codeOf } from './error.ts';
import { absolutePath, childKey, type PathKey } from './path-bytes.ts';

export interface Found {
  path: PathKey;
  stats: BigIntStats;
  /** A folder that we were not allowed to look into. */
  closed: boolean;
}

export interface ScanOptions {
  root: Buffer;
  /** Paths left out, with all below them. */
  skip: (path: PathKey) => boolean;
  /** Open folders of ours that may not be read; never set while a copy is taken. */
  unlock?: boolean;
  signal?: AbortSignal | undefined;
}

/** Everything at and below the root, folders before what they hold; empty when the root is gone. */
export async function scan(options: ScanOptions): Promise<Found[]> {
  const { root, signal } = options;
  const rootStats = await look(root);
  if (rootStats === null) return [];
  const found: Found[] = [{ path: '', stats: rootStats, closed: false }];
  for (let level = found; level.length > 0; ) {
    const below: Found[][] = [];
    const folders = level.filter(({ stats }) => stats.isDirectory());
    await eachBounded(folders, signal, async (folder, index) => {
      below[index] = await readFolder(folder, options);
    });
    level = below.flat();
    for (const entry of level) found.push(entry);
  }
  return found;
}

/** What lies in a folder; nothing for one that is gone, or closed to us. */
async function readFolder(folder: Found, options: ScanOptions): Promise<Found[]> {
  const { root, skip, signal, unlock = false } = options;
  const path = absolutePath(root, folder.path);
  try {
    const names = await readdir(path, { encoding: 'buffer' });
    const children = names
      .sort(Buffer.compare)
      .map((name) => childKey(folder.path, name))
      .filter((child) => !skip(child));
    const entries: Array<Found | null> = [];
    await eachBounded(children, signal, async (child, at) => {
      const stats = await look(absolutePath(root, child));
      entries[at] = stats && { path: child, stats, closed: false };
    });
    return entries.filter((entry) => entry !== null);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    if (unlock && (await open(path, folder))) return readFolder(folder, { ...options, unlock: false });
    folder.closed = true;
    return [];
  }
}

/** Null for what has gone meanwhile. */
async function look(path: Buffer): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

async function open(path: Buffer, folder: Found): Promise<boolean> {
  try {
    await chmod(path, Number(folder.stats.mode & 0o7777n) | 0o700);
    return true;
  } catch {
    return false;
  }
}
