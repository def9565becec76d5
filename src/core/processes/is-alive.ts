/** Whether a process runs. */
import type { ProcessSystem } from './system.ts';
import { platformSystem } from './system.ts';

/**
 * True while `pid` runs. A zombie (dead, not yet collected) does not run. With `startedAt`, true only for that
 * very process, so a recycled pid reads as dead.
 */
export function isAlive(pid: number, startedAt?: string, system: ProcessSystem = platformSystem()): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const entry = system.readProcess(pid);
  return entry !== null && !entry.zombie && (startedAt === undefined || entry.startedAt === startedAt);
}
