/**
 * One process per model. The lock is a file lock that SQLite takes from the system, because Node has none of its own:
 * it ends with its process, however that ends, so there are no stale locks to guess about. Should it ever fail to hold
 * (a network disk), two processes would write the same bytes to the same places: names are hashes of content.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ModelLock {
  release(): Promise<void>;
}

const pollMs = 250;
const busy = 5;

function tryLock(file: string): DatabaseSync | null {
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if ((error as { errcode?: unknown }).errcode === busy) return null;
    throw error;
  }
}

/** Waits for the lock of a model; `onWait` is called with the owner's process id (null: unknown) at each look. */
export async function lockModel(
  locks: string,
  signal: AbortSignal,
  onWait: (pid: number | null) => Promise<void>,
): Promise<ModelLock> {
  await mkdir(locks, { recursive: true });
  const owner = join(locks, 'brainswap.pid');
  for (;;) {
    signal.throwIfAborted();
    const database = tryLock(join(locks, 'brainswap.lock'));
    if (database) {
      await writeFile(owner, String(process.pid));
      return {
        async release() {
          await rm(owner, { force: true });
          database.close();
        },
      };
    }
    const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
    await onWait(Number.isInteger(pid) && pid > 0 ? pid : null);
    await sleep(pollMs, undefined, { signal });
  }
}
