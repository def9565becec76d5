/** Copies of workspaces that a Brainswap which was killed left behind: told to the person, deleted after a week. */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunStore } from '../runs/index.ts';
import { discardSnapshot } from '../workspace/index.ts';

/** Milliseconds a left-over copy is kept. */
export const keptFor = 7 * 24 * 60 * 60 * 1000;

/** Where the copy of a run's workspace lies while the run is going on. */
export function snapshotFolder(dataFolder: string, runId: string): string {
  return join(dataFolder, 'snapshots', runId);
}

/** Puts a note on the timeline of each interrupted run whose workspace was copied before it began. */
export function noteLeftovers(
  store: RunStore,
  dataFolder: string,
  interrupted: readonly string[],
  now: number,
): void {
  for (const runId of interrupted) {
    const folder = snapshotFolder(dataFolder, runId);
    if (!existsSync(folder)) continue;
    const message = `Brainswap was ended while this run was going on. The workspace as it was before the run is kept in ${folder} for 7 days.`;
    store.write(runId, {
      events: [{ at: now, source: 'brainswap', key: null, body: { type: 'note', message } }],
    });
  }
}

/** Deletes the copies of ended runs that are older than a week; the ids of those deleted. Folders that belong to no run we know stay. */
export async function sweepLeftovers(store: RunStore, dataFolder: string, now: number): Promise<string[]> {
  const parent = join(dataFolder, 'snapshots');
  const names = await readdir(parent).catch(() => []);
  const swept: string[] = [];
  for (const name of names) {
    const folder = join(parent, name);
    const run = store.get(name);
    const { mtimeMs } = await stat(folder);
    if (run === null || run.endedAt === null || now - Math.max(mtimeMs, run.endedAt) < keptFor) continue;
    await discardSnapshot({ into: folder });
    swept.push(name);
  }
  return swept;
}
