/** Gets past a folder or file that is write-protected against its own owner. */
import { chmod, lstat } from 'node:fs/promises';
import { codeOf } from './error.ts';

/**
 * Does something in a folder, making the folder writable first where that is what stands in the way. Its mode is put back
 * at the end of a restore, with those of all folders.
 */
export async function withUnlockedParent<Result>(path: Buffer, work: () => Promise<Result>): Promise<Result> {
  const slash = path.lastIndexOf('/');
  return withUnlocked(path.subarray(0, Math.max(slash, 1)), work);
}

/** The same for the path itself. */
export async function withUnlocked<Result>(path: Buffer, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') throw error;
    const mode = (await lstat(path)).mode & 0o7777;
    if ((mode & 0o700) === 0o700) throw error;
    await chmod(path, mode | 0o700);
    return work();
  }
}
