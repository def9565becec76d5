/** What the tree functions need from the operating system, and the two platforms that give it. */
import { linuxEnvironmentHolds, readLinuxProcess, readLinuxTable } from './linux-table.ts';
import type { ProcessEntry } from './process-entry.ts';
import { readPsProcess, readPsTable } from './ps-table.ts';

/** Environment variable that marks every process of a run. */
export const runIdVariable = 'BRAINSWAP_RUN_ID';

export interface ProcessSystem {
  /** This process: never signalled, nor are its ancestors. */
  readonly ownPid: number;
  readTable(): Promise<ProcessEntry[]>;
  /** One process now; null when gone. */
  readProcess(pid: number): ProcessEntry | null;
  /** Was the process started with BRAINSWAP_RUN_ID=marker? Always false where the platform does not tell. */
  carriesMarker(pid: number, marker: string): Promise<boolean>;
  /** Sends a signal; throws as process.kill does. */
  signal(pid: number, signal: NodeJS.Signals): void;
}

/** The system we run on: /proc on Linux, `ps` elsewhere. */
export function platformSystem(platform: NodeJS.Platform = process.platform): ProcessSystem {
  const linux = platform === 'linux';
  return {
    ownPid: process.pid,
    readTable: linux ? readLinuxTable : readPsTable,
    readProcess: linux ? readLinuxProcess : readPsProcess,
    // macOS hides the environment of Apple's own programs, among them /bin/sleep, so it is not asked.
    carriesMarker: async (pid, marker) => linux && linuxEnvironmentHolds(pid, `${runIdVariable}=${marker}`),
    signal: (pid, signal) => process.kill(pid, signal),
  };
}
