/** One row of the process table, as data. */

/**
 * A pid alone is not an identity: the system gives it to another process after the first has died.
 * `startedAt` is opaque (clock ticks since boot on Linux, `lstart` text on macOS) and compared for equality only.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

export interface ProcessEntry extends ProcessIdentity {
  readonly parentPid: number;
  /** Process group; equal to the pid of its leader. */
  readonly groupPid: number;
  /** Session; null where the platform does not tell (macOS). */
  readonly sessionPid: number | null;
  /** Dead, but not yet collected by its parent. */
  readonly zombie: boolean;
  /** Short name of the program, for messages. */
  readonly name: string;
}

/** A string that is equal for the same process and no other. */
export function identityKey(process: ProcessIdentity): string {
  return `${process.pid}@${process.startedAt}`;
}
