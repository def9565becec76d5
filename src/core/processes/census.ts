/** Keeps count of a process tree while it is being ended: who was ever seen in it, and who of them still runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf, protectedPids } from './family.ts';
import { identityKey, type ProcessEntry, type ProcessIdentity } from './process-entry.ts';
import type { ProcessSystem } from './system.ts';

export interface Census {
  /** Everyone ever seen in the tree. */
  seen(): ProcessIdentity[];
  /** Reads the table anew; returns the members that run, without own process and ancestors. */
  refresh(): Promise<ProcessEntry[]>;
  /** As refresh, and looks at every process of the system for the marker; dearer. */
  sweep(): Promise<ProcessEntry[]>;
  /** Waits until all `processes` have ended or `waitMs` have passed, refreshing meanwhile; true when they have. */
  untilGone(processes: readonly ProcessIdentity[], waitMs: number): Promise<boolean>;
  /** Signals a process if it is still the same one; false when it is gone or may not be signalled. */
  signal(process: ProcessIdentity, signal: NodeJS.Signals): boolean;
}

export function takeCensus(
  system: ProcessSystem,
  known: readonly ProcessIdentity[],
  marker: string | undefined,
): Census {
  const members = new Map(known.map((member) => [identityKey(member), member]));

  async function count(lookForMarker: boolean): Promise<ProcessEntry[]> {
    const table = await system.readTable();
    const untouchable = protectedPids(table, system.ownPid);
    const free = table.filter((entry) => !untouchable.has(entry.pid));
    if (lookForMarker && marker !== undefined) {
      const marked = await Promise.all(free.map((entry) => system.carriesMarker(entry.pid, marker)));
      for (const [index, entry] of free.entries()) {
        if (marked[index]) members.set(identityKey(entry), entry);
      }
    }
    const family = familyOf(free, [...members.values()]);
    for (const entry of family) members.set(identityKey(entry), entry);
    return family.filter((entry) => !entry.zombie);
  }

  return {
    seen: () => [...members.values()],
    refresh: () => count(false),
    sweep: () => count(true),

    async untilGone(processes, waitMs) {
      const awaited = new Set(processes.map(identityKey));
      const deadline = Date.now() + waitMs;
      for (let pause = 20; ; pause = Math.min(pause * 2, 200)) {
        const running = await count(false);
        if (!running.some((entry) => awaited.has(identityKey(entry)))) return true;
        const left = deadline - Date.now();
        if (left <= 0) return false;
        await sleep(Math.min(pause, left));
      }
    },

    signal(process, signal) {
      const now = system.readProcess(process.pid);
      if (now === null || now.zombie || identityKey(now) !== identityKey(process)) return false;
      try {
        system.signal(process.pid, signal);
        return true;
      } catch {
        // ESRCH: it ended just now. EPERM: it belongs to another user; the caller reports it as left.
        return false;
      }
    },
  };
}
