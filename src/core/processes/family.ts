/** Pure questions about a process table: who belongs to a tree, and whom we must never touch. */
import { identityKey, type ProcessEntry, type ProcessIdentity } from './process-entry.ts';

/**
 * All processes of the table that belong to the family of `known`: its members themselves, their descendants, and
 * whoever sits in a process group or session that a member leads or led. The last finds children that
 * were handed to pid 1 when their parent died: they keep the group of the member that started them.
 */
export function familyOf(table: readonly ProcessEntry[], known: readonly ProcessIdentity[]): ProcessEntry[] {
  const byPid = new Map(table.map((entry) => [entry.pid, entry]));
  const knownKeys = new Set(known.map(identityKey));
  const family = new Map<number, ProcessEntry>();
  for (const entry of table) if (knownKeys.has(identityKey(entry))) family.set(entry.pid, entry);
  // A pid that now belongs to a stranger says nothing about groups: the number has been given away.
  const leaders = new Set(
    known.map((member) => member.pid).filter((pid) => !byPid.has(pid) || family.has(pid)),
  );
  for (let grew = true; grew; ) {
    grew = false;
    for (const entry of table) {
      if (family.has(entry.pid)) continue;
      const ledByMember = leaders.has(entry.groupPid) || leaders.has(entry.sessionPid ?? -1);
      if (!family.has(entry.parentPid) && !ledByMember) continue;
      family.set(entry.pid, entry);
      leaders.add(entry.pid);
      grew = true;
    }
  }
  return [...family.values()];
}

/** Own process, its ancestors, and pids 0 and 1. */
export function protectedPids(table: readonly ProcessEntry[], ownPid: number): Set<number> {
  const parents = new Map(table.map((entry) => [entry.pid, entry.parentPid]));
  const pids = new Set([0, 1]);
  for (let pid: number | undefined = ownPid; pid !== undefined && !pids.has(pid); pid = parents.get(pid)) {
    pids.add(pid);
  }
  return pids;
}
