/** Makes a snapshot of blobs: relative links, and the ref that names it. */
import { mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { linkTarget, type ModelFolders } from './layout.ts';

/** A name beside a path that nobody else uses. */
function beside(path: string): string {
  return `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.new`;
}

/** Links one file of a snapshot to its blob; what was there in its place is replaced in one step. */
export async function linkFile(
  { snapshots }: ModelFolders,
  commit: string,
  { path, hash }: { path: string; hash: string },
): Promise<void> {
  const link = join(snapshots, commit, path);
  const target = linkTarget(path, hash);
  if ((await readlink(link).catch(() => null)) === target) return;
  await mkdir(dirname(link), { recursive: true });
  const made = beside(link);
  await symlink(target, made);
  try {
    await rename(made, link);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
}

/** Writes `refs/<revision>`, last of all: programs take it as the way to the snapshot. A commit is no ref. */
export async function writeRef({ refs }: ModelFolders, revision: string, commit: string): Promise<void> {
  if (revision === commit) return;
  const file = join(refs, revision);
  if ((await readFile(file, 'utf8').catch(() => null)) === commit) return;
  await mkdir(dirname(file), { recursive: true });
  const made = beside(file);
  await writeFile(made, commit);
  await rename(made, file);
}

/** The commit a revision means in the cache; null when the cache does not know it. */
export async function readRef({ refs }: ModelFolders, revision: string): Promise<string | null> {
  if (/^[0-9a-f]{40}$/.test(revision)) return revision;
  const text = await readFile(join(refs, revision), 'utf8').catch(() => '');
  const commit = text.trim();
  return /^[0-9a-f]{40}$/.test(commit) ? commit : null;
}
