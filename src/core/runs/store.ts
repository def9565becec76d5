/** The interface of the run store; `sqlite/` holds the only implementation. */
import type {
  LiveText,
  NewEvent,
  RoutingStats,
  Run,
  RunCounts,
  RunEvent,
  RunFilter,
} from '../schema/index.ts';

/** One transaction about one run. */
export interface RunWrite {
  /** Fields to change. */
  patch?: Partial<Omit<Run, 'id'>>;
  events?: readonly NewEvent[];
  /** Text being generated now; replaces all live text of the run. An empty array clears it. */
  live?: readonly Omit<LiveText, 'runId'>[];
}

/** What changed after a cursor. */
export interface StoreChanges {
  /** The cursor to ask with next time. */
  revision: number;
  runs: Run[];
}

export interface RunStore {
  insert(run: Run): void;
  /** Applies one change in one transaction and returns the numbered events. Throws RunStoreError for an unknown run. */
  write(runId: string, change: RunWrite): RunEvent[];
  get(id: string): Run | null;
  /** Runs whose id begins with `prefix` (for the command line), at most `limit`. */
  findByPrefix(prefix: string, limit: number): Run[];
  /** Latest first. `cursor` is the id of the last run already seen. */
  list(filter: RunFilter, cursor: string | null, limit: number): Run[];
  /** All runs of the chain that `id` belongs to, first attempt first. */
  chain(id: string): Run[];
  /** Events of a run after an event id, oldest first. */
  events(runId: string, afterEventId: number, limit: number): RunEvent[];
  /** The newest events of a run before an event id (of all, when null), oldest first; for paging backwards. */
  eventsBefore(runId: string, beforeEventId: number | null, limit: number): RunEvent[];
  live(runId: string): LiveText[];
  /** The latest run on a Codex thread. */
  byThread(threadId: string): Run | null;
  /** The latest run in a folder that has a thread; any folder when `cwd` is null. */
  latestThread(cwd: string | null): Run | null;
  /** Asks the owner of a run, in whatever process it lives, to cancel it. False when it has already ended. */
  requestCancel(id: string): boolean;
  cancelRequested(id: string): boolean;
  counts(now: number): RunCounts;
  stats(days: number, now: number): RoutingStats;
  taskClasses(): string[];
  recentFolders(limit: number): string[];
  /** Runs whose revision is above `revision`, at most 500; the newest revision when null. */
  changesSince(revision: number | null): StoreChanges;
  /** Grows when another process has written (SQLite's data_version). */
  dataVersion(): number;
  /** Marks active runs whose owner process is gone as `interrupted`; returns their ids. */
  recoverInterrupted(isAlive: (pid: number) => boolean): string[];
  close(): void;
}

/** Tells subscribers that something was written, by this process or another. */
export interface RunFeed {
  /**
   * Calls `listener` at most every 50 ms while there is news, and within 250 ms of a write in another process.
   * Returns the function that ends the subscription.
   */
  subscribe(listener: () => void): () => void;
  /** To be called after a write in this process. */
  notify(): void;
  close(): void;
}
