/** Finds what is already in the cache, whoever put it there. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFolders } from './layout.ts';

/** A file as the hub lists it. */
export interface WantedFile {
  /** With slashes, checked to stay inside. */
  path: string;
  /** Bytes. */
  size: number;
  /** sha256 of LFS files, else git's sha1: the name of the blob. */
  hash: string;
}

export type Presence =
  /** `realPath` leads to the bytes without any link on the way. */
  | { state: 'linked'; realPath: string }
  /** The blob is there, this snapshot does not name it yet. */
  | { state: 'blob'; realPath: string }
  | { state: 'absent' };

async function fileOfSize(path: string, size: number): Promise<string | null> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size === size ? await realpath(path) : null;
  } catch {
    return null;
  }
}

/** Blobs are named by their hash and moved there whole, so a blob of the right size is taken as it stands. */
export async function findFile(
  { snapshots, blobs }: ModelFolders,
  commit: string,
  { path, size, hash }: WantedFile,
): Promise<Presence> {
  const inSnapshot = join(snapshots, commit, path);
  const linked = await fileOfSize(inSnapshot, size);
  if (linked !== null) {
    // Where links are not possible, others put the file itself into the snapshot; its name says nothing about its bytes.
    const isLink = (await lstat(inSnapshot)).isSymbolicLink();
    if (!isLink || linked.endsWith(hash)) return { state: 'linked', realPath: linked };
  }
  const blob = await fileOfSize(join(blobs, hash), size);
  return blob === null ? { state: 'absent' } : { state: 'blob', realPath: blob };
}
