/** Who descends from a process right now. */
import { familyOf, protectedPids } from './family.ts';
import type { ProcessEntry } from './process-entry.ts';
import { type ProcessSystem, platformSystem } from './system.ts';

export interface TreeSnapshot {
  /** Null when the process is gone. */
  root: ProcessEntry | null;
  /** Everyone of the tree but the root, zombies left out. */
  descendants: ProcessEntry[];
}

/** The tree under `pid`, to be given to `endTree` later as `known`. */
export async function snapshotTree(
  pid: number,
  system: ProcessSystem = platformSystem(),
): Promise<TreeSnapshot> {
  const table = await system.readTable();
  const root = table.find((entry) => entry.pid === pid && !entry.zombie) ?? null;
  if (root === null) return { root, descendants: [] };
  const untouchable = protectedPids(table, system.ownPid);
  const family = familyOf(table, [root]);
  return {
    root,
    descendants: family.filter((entry) => entry.pid !== pid && !entry.zombie && !untouchable.has(entry.pid)),
  };
}

/** Children, grandchildren and so on of `pid`; empty when it is gone. */
export async function listDescendants(pid: number, system?: ProcessSystem): Promise<ProcessEntry[]> {
  return (await snapshotTree(pid, system)).descendants;
}
