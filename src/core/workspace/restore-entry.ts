/** Puts back what is not content: names of one file, links, folders' own marks. */
import { link, lstat, readlink, symlink, unlink } from 'node:fs/promises';
import { isSameTime, restoreAttributes, setTime } from './attributes.ts';
import { codeOf } from './error.ts';
import type { EntryOf } from './manifest.ts';
import { absolutePath, keyOfBytes } from './path-bytes.ts';
import type { Place } from './restore-file.ts';
import { withUnlockedParent } from './unlock.ts';

/** Makes `entry` a name of the file that `leader` names. True when it was not. */
export async function restoreHardLink(
  { root }: Place,
  leader: EntryOf<'file' | 'link'>,
  entry: EntryOf<'file' | 'link'>,
): Promise<boolean> {
  const from = absolutePath(root, leader.path);
  const to = absolutePath(root, entry.path);
  const wanted = await lstat(from, { bigint: true });
  const now = await lstat(to, { bigint: true }).catch(() => null);
  if (now !== null && now.ino === wanted.ino && now.dev === wanted.dev) return false;
  await withUnlockedParent(to, async () => {
    if (now !== null) await unlink(to);
    await link(from, to);
  });
  return true;
}

/** Puts a symbolic link back. True when there was something to do. */
export async function restoreLink({ root }: Place, entry: EntryOf<'link'>): Promise<boolean> {
  const path = absolutePath(root, entry.path);
  const now = await lstat(path, { bigint: true }).catch(() => null);
  if (now !== null && (await targetOf(path)) === entry.target) {
    if (isSameTime(now.mtimeNs, entry.mtimeNs)) return false;
  } else {
    await withUnlockedParent(path, async () => {
      if (now !== null) await unlink(path);
      await symlink(Buffer.from(entry.target, 'latin1'), path);
    });
  }
  await setTime(path, entry.mtimeNs);
  return true;
}

/** Of what could never be read, mode and time are put back; throws when it is another one or gone. */
export async function checkUnreadable({ root }: Place, entry: EntryOf<'unreadable'>): Promise<boolean> {
  const path = absolutePath(root, entry.path);
  const now = await lstat(path, { bigint: true }).catch(() => null);
  if (now !== null && String(now.ino) === entry.inode) return restoreAttributes(path, entry, now);
  throw new Error('it could not be read when the copy was taken, and has been replaced or removed since');
}

async function targetOf(path: Buffer): Promise<string | null> {
  try {
    return keyOfBytes(await readlink(path, { encoding: 'buffer' }));
  } catch (error) {
    if (codeOf(error) === 'EINVAL') return null;
    throw error;
  }
}

/** Mode and time of a folder. A time alone is not a change anyone made: it follows from what happened inside. */
export async function restoreFolder({ root }: Place, entry: EntryOf<'folder'>): Promise<boolean> {
  const path = absolutePath(root, entry.path);
  const now = await lstat(path, { bigint: true });
  const modeChanged = Number(now.mode & 0o7777n) !== entry.mode;
  await restoreAttributes(path, entry, now);
  return modeChanged;
}
