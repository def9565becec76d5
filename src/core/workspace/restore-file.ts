/** Puts one file back. */
import { type BigIntStats, constants } from 'node:fs';
import { copyFile, type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import { restoreAttributes } from './attributes.ts';
import { codeOf } from './error.ts';
import { copyPath, type EntryOf } from './manifest.ts';
import { absolutePath } from './path-bytes.ts';
import { withUnlocked, withUnlockedParent } from './unlock.ts';

/** Where a snapshot came from and lies. */
export interface Place {
  root: Buffer;
  into: string;
  takenAtMs: number;
}

/**
 * File systems keep times in steps (4 ms on ext4, 2 s on some). A file that was written just before the copy was taken
 * could be written again within the same step and look unchanged, so its bytes are compared.
 */
const stepMs = 2_500;
const chunkBytes = 256 * 1024;

/** True when there was something to do. */
export async function restoreFile(place: Place, entry: EntryOf<'file'>): Promise<boolean> {
  const path = absolutePath(place.root, entry.path);
  const copy = copyPath(place.into, entry.copy);
  const stats = await statsOf(path);
  if (stats === null) {
    await putInPlace(path, copy);
    await restoreAttributes(path, entry, null);
    return true;
  }
  const untouched = isSame(stats, entry) && Number(entry.ctimeNs) / 1e6 < place.takenAtMs - stepMs;
  if (untouched || (Number(stats.size) === entry.size && (await sameBytes(path, copy)))) {
    return restoreAttributes(path, entry, stats);
  }
  if (String(stats.ino) === entry.inode) await rewrite(path, copy);
  else await putInPlace(path, copy);
  await restoreAttributes(path, entry, null);
  return true;
}

async function statsOf(path: Buffer): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isSame(stats: BigIntStats, entry: EntryOf<'file'>): boolean {
  return (
    String(stats.ino) === entry.inode &&
    String(stats.ctimeNs) === entry.ctimeNs &&
    String(stats.mtimeNs) === entry.mtimeNs &&
    Number(stats.size) === entry.size
  );
}

/** A file of its own, complete before it gets its name: what is there now may be linked to a file outside. */
async function putInPlace(path: Buffer, copy: string): Promise<void> {
  const temporary = Buffer.concat([path, Buffer.from(`.brainswap-${process.pid}`)]);
  await withUnlockedParent(path, async () => {
    try {
      await copyFile(copy, temporary, constants.COPYFILE_FICLONE);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
}

/** The same file as before: its other names, also those outside the workspace, get their bytes back too. */
async function rewrite(path: Buffer, copy: string): Promise<void> {
  try {
    await withUnlocked(path, () => withFiles(copy, path, 'r+', overwrite));
  } catch (error) {
    // A program that runs cannot be written to.
    if (codeOf(error) !== 'ETXTBSY') throw error;
    await putInPlace(path, copy);
  }
}

async function overwrite(from: FileHandle, to: FileHandle): Promise<void> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let position = 0;
  for (;;) {
    const { bytesRead } = await from.read(buffer, 0, chunkBytes, position);
    if (bytesRead === 0) break;
    await to.write(buffer, 0, bytesRead, position);
    position += bytesRead;
  }
  await to.truncate(position);
}

async function sameBytes(path: Buffer, copy: string): Promise<boolean> {
  return withUnlocked(path, () =>
    withFiles(copy, path, 'r', async (from, to) => {
      const [a, b] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
      for (let position = 0; ; ) {
        const [first, second] = await Promise.all([
          from.read(a, 0, chunkBytes, position),
          to.read(b, 0, chunkBytes, position),
        ]);
        const count = first.bytesRead;
        if (count !== second.bytesRead || !a.subarray(0, count).equals(b.subarray(0, count))) return false;
        if (count === 0) return true;
        position += count;
      }
    }),
  );
}

async function withFiles<Result>(
  copy: string,
  path: Buffer,
  flags: 'r' | 'r+',
  work: (copy: FileHandle, file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const from = await open(copy, 'r');
  try {
    const to = await open(path, flags);
    try {
      return await work(from, to);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
