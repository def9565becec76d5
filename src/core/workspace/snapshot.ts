/** Takes a copy of a workspace. */
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, readlink, realpath, rm, unlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { eachBounded } from './bounded.ts';
import { codeOf, WorkspaceError, wordsOf } from './error.ts';
import {
  copyPath,
  type EntryOf,
  type ManifestEntry,
  readManifest,
  type WorkspaceSnapshot,
  writeManifest,
} from './manifest.ts';
import { absolutePath, displayPath, keyOfBytes, type PathKey } from './path-bytes.ts';
import { type Found, scan } from './scan.ts';

export interface SnapshotOptions {
  folder: string;
  /** A folder that does not exist yet, for the copy; not inside the workspace, unless in an excluded path. */
  into: string;
  /** The largest workspace that is copied, in bytes (setting `maxSnapshotBytes`). */
  maxBytes: number;
  /** Absolute paths that are neither copied nor put back. */
  exclude?: readonly string[];
  signal?: AbortSignal;
}

/**
 * Copies files, links, folders, modes and times, `.git` and ignored files included; nothing is followed, nothing in
 * the workspace is touched. On file systems that can (APFS, btrfs, XFS) files are cloned, which costs no space.
 * Throws WorkspaceError; a partial copy is removed.
 */
export async function snapshotWorkspace(options: SnapshotOptions): Promise<WorkspaceSnapshot> {
  const { maxBytes, signal } = options;
  const { folder, into, excluded } = await resolvePlaces(options);
  const root = Buffer.from(folder);
  const takenAtMs = Date.now();
  const found = await scan({ root, skip: (path) => excluded.has(path), signal });
  const bytes = contentBytes(found);
  if (bytes > maxBytes) {
    throw new WorkspaceError(
      'too_large',
      `The workspace holds ${sizeText(bytes)} of files, more than the ${sizeText(maxBytes)} that are copied at most ` +
        '(setting "maxSnapshotBytes").',
      { bytes, maxBytes },
    );
  }
  await mkdir(dirname(into), { recursive: true, mode: 0o700 });
  await mkdir(into, { mode: 0o700 });
  try {
    const entries = await copyAll({ root, into, found, signal });
    const header = {
      brainswapSnapshot: 1 as const,
      folder: keyOfBytes(root),
      takenAtMs,
      excluded: [...excluded],
      bytes,
      entries: entries.length,
    };
    await writeManifest(into, { header, entries });
    return { folder, into, bytes, entries: entries.length };
  } catch (error) {
    await discardSnapshot({ into });
    if (signal?.aborted || error instanceof WorkspaceError) throw error;
    const full = codeOf(error) === 'ENOSPC';
    throw new WorkspaceError(
      'copy_failed',
      full
        ? `The disk is too full for a copy of the workspace (${sizeText(bytes)}). Free some space.`
        : `The workspace could not be copied (${wordsOf(error)}).`,
      { cause: error, bytes, maxBytes },
    );
  }
}

/** A snapshot that an earlier process left behind. Throws WorkspaceError `bad_snapshot`. */
export async function openSnapshot(into: string): Promise<WorkspaceSnapshot> {
  const { header } = await readManifest(into);
  const folder = Buffer.from(header.folder, 'latin1').toString();
  return { folder, into, bytes: header.bytes, entries: header.entries };
}

/** Removes the copy; fine when it is already gone. */
export async function discardSnapshot({ into }: Pick<WorkspaceSnapshot, 'into'>): Promise<void> {
  // Several at once; Node's own recursive removal goes one by one.
  const folders = await readdir(join(into, 'files')).catch(() => []);
  for (const folder of folders) {
    const names = await readdir(join(into, 'files', folder));
    await eachBounded(names, undefined, (name) => unlink(join(into, 'files', folder, name)));
  }
  await rm(into, { recursive: true, force: true });
}

async function resolvePlaces({ folder, into, exclude = [] }: SnapshotOptions) {
  const real = await realpath(folder).catch((error: unknown) => {
    throw new WorkspaceError('bad_folder', `There is no folder ${folder}.`, { cause: error });
  });
  if (!(await lstat(real)).isDirectory())
    throw new WorkspaceError('bad_folder', `${folder} is not a folder.`);
  const excluded = new Set<PathKey>();
  for (const path of exclude) {
    const inside = insideOf(real, await realPlace(path));
    if (inside !== null) excluded.add(keyOfBytes(Buffer.from(inside)));
  }
  const place = await realPlace(into);
  const inside = insideOf(real, place);
  const isSkipped = [...excluded].some(
    (key) => inside !== null && insideOf(displayPath(key), inside) !== null,
  );
  if (inside !== null && !isSkipped) {
    throw new WorkspaceError('bad_folder', `The copy of ${folder} cannot lie inside it (${into}).`);
  }
  return { folder: real, into: place, excluded };
}

/** The real path of something whose last parts may not exist yet. */
async function realPlace(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(absolute) === absolute) throw error;
    return join(await realPlace(dirname(absolute)), absolute.slice(dirname(absolute).length));
  }
}

/** `path` as seen from `folder`; null when it is not inside ('' is the folder itself). */
function insideOf(folder: string, path: string): string | null {
  const from = relative(folder, path);
  return from === '..' || from.startsWith(`..${sep}`) || isAbsolute(from) ? null : from;
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const number = bytes / 1024 ** step;
  return `${number.toLocaleString('en-US', { maximumFractionDigits: 1 })} ${units[step]}`;
}

/** Bytes of all files, those with several names counted once. */
function contentBytes(found: readonly Found[]): number {
  const counted = new Set<string>();
  let bytes = 0;
  for (const { stats } of found) {
    const id = hardLinkOf(stats);
    if (!stats.isFile() || (id !== null && counted.has(id))) continue;
    if (id !== null) counted.add(id);
    bytes += Number(stats.size);
  }
  return bytes;
}

function hardLinkOf(stats: Found['stats']): string | null {
  return stats.nlink > 1n && !stats.isDirectory() ? `${stats.dev}:${stats.ino}` : null;
}

interface CopyJob {
  root: Buffer;
  into: string;
  found: readonly Found[];
  signal: AbortSignal | undefined;
}

async function copyAll({ root, into, found, signal }: CopyJob): Promise<ManifestEntry[]> {
  const entries: Array<ManifestEntry | null> = [];
  const copies = new Map<string, number>();
  const folders = Math.ceil(found.length / 1000);
  for (let index = 0; index < folders; index++)
    await mkdir(dirname(copyPath(into, index * 1000)), { recursive: true });
  await eachBounded(found, signal, async (one, index) => {
    const { path, stats, closed } = one;
    const owned = {
      path,
      mode: Number(stats.mode & 0o7777n),
      uid: Number(stats.uid),
      gid: Number(stats.gid),
    };
    const stamp = stampOf(stats);
    if (stats.isDirectory()) {
      entries[index] = closed
        ? { kind: 'unreadable', ...owned, ...stamp }
        : { kind: 'folder', ...owned, mtimeNs: stamp.mtimeNs };
    } else if (stats.isSymbolicLink()) {
      const target = await readlink(absolutePath(root, path), { encoding: 'buffer' });
      entries[index] = {
        kind: 'link',
        ...owned,
        ...stamp,
        hardLink: hardLinkOf(stats),
        target: keyOfBytes(target),
      };
    } else if (stats.isFile()) {
      const hardLink = hardLinkOf(stats);
      const known = hardLink === null ? undefined : copies.get(hardLink);
      if (hardLink !== null && known === undefined) copies.set(hardLink, index);
      const file: EntryOf<'file'> = {
        ...{ kind: 'file', ...owned, ...stamp, size: Number(stats.size) },
        ...{ copy: known ?? index, hardLink },
      };
      entries[index] = known === undefined ? await copyOne(absolutePath(root, path), into, file) : file;
    } else {
      entries[index] = { kind: 'special', ...owned, ...stamp };
    }
  });
  return entries.filter((entry) => entry !== null);
}

const stampOf = (stats: Found['stats']) => ({
  inode: String(stats.ino),
  ctimeNs: String(stats.ctimeNs),
  mtimeNs: String(stats.mtimeNs),
});

/** Null when the file has gone meanwhile. A file that changes while it is read is read again. */
async function copyOne(from: Buffer, into: string, entry: EntryOf<'file'>): Promise<ManifestEntry | null> {
  const to = copyPath(into, entry.copy);
  try {
    for (let attempt = 1; ; attempt++) {
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      const after = await lstat(from, { bigint: true });
      if (String(after.ctimeNs) === entry.ctimeNs || attempt === 3) break;
      Object.assign(entry, stampOf(after), { size: Number(after.size) });
    }
    return entry;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return null;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    const { copy: _, size: __, hardLink: ___, ...rest } = entry;
    return { ...rest, kind: 'unreadable' };
  }
}
