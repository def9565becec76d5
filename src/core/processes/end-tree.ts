/** Ends a process and all it has started, politely first. */
import { type Census, takeCensus } from './census.ts';
import { ProcessTreeError } from './error.ts';
import { protectedPids } from './family.ts';
import { identityKey, type ProcessEntry, type ProcessIdentity } from './process-entry.ts';
import { type ProcessSystem, platformSystem } from './system.ts';

/** A signal to the root, and how many milliseconds it then has to end. */
export interface SignalStep {
  readonly signal: NodeJS.Signals;
  readonly waitMs: number;
}

/** What was done just now: `root` is a signal to the root alone, `sweep` one to those left of its tree. */
export interface EndStep {
  readonly phase: 'root' | 'sweep';
  readonly signal: NodeJS.Signals;
  readonly pids: readonly number[];
}

export interface EndTreeOptions {
  /** The root; it may already be gone. */
  readonly pid: number;
  /** The root's start, where the caller knows it: another process under that pid is then left alone. */
  readonly startedAt?: string;
  /** Members seen earlier (from snapshotTree), for a root that has died by itself. */
  readonly known?: readonly ProcessIdentity[];
  /** Value of BRAINSWAP_RUN_ID that the tree was started with. */
  readonly marker?: string;
  readonly signals?: readonly SignalStep[];
  /** Milliseconds between SIGTERM and SIGKILL for those the root left behind. */
  readonly sweepWaitMs?: number;
  readonly onStep?: (step: EndStep) => void;
  readonly system?: ProcessSystem;
}

export interface EndedTree {
  /** Every process ever seen in the tree. */
  readonly seen: ProcessIdentity[];
  /** Those that run on in spite of all, e.g. because they belong to another user. */
  readonly left: ProcessEntry[];
}

/** Codex ends its own children on SIGINT and leaves them orphaned on SIGTERM, so SIGINT comes first. */
const politeFirst: readonly SignalStep[] = [
  { signal: 'SIGINT', waitMs: 3_000 },
  { signal: 'SIGTERM', waitMs: 2_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
];

/** Rounds of stop-and-kill; each ends everyone who was seen, so more than a few mean that we are not allowed to. */
const killRounds = 5;

/**
 * Signals the root step by step until it has ended, then sweeps the rest of its tree with SIGTERM and SIGKILL.
 * Children of Codex lead sessions of their own and pass to pid 1 when their parent dies, so the tree is taken
 * before the first signal, refreshed while waiting, and on Linux also found by its marker in the environment.
 * Throws ProcessTreeError when `pid` is this process, one of its ancestors, or not above 1.
 */
export async function endTree(options: EndTreeOptions): Promise<EndedTree> {
  const { system = platformSystem(), signals = politeFirst, sweepWaitMs = 500 } = options;
  const table = await system.readTable();
  refuseUntouchable(options.pid, table, system.ownPid);
  const root = table.find(
    (entry) => entry.pid === options.pid && (options.startedAt ?? entry.startedAt) === entry.startedAt,
  );
  const known = [...(options.known ?? []), ...(root ? [root] : [])];
  const census = takeCensus(system, known, options.marker);
  await census.sweep();
  if (root) await endRoot(root, signals, census, options);
  const left = await endRest(census, sweepWaitMs, options);
  return { seen: census.seen(), left };
}

function refuseUntouchable(pid: number, table: readonly ProcessEntry[], ownPid: number): void {
  if (!Number.isInteger(pid) || pid <= 1) {
    throw new ProcessTreeError(`Process ${pid} is not one that can be ended.`, pid);
  }
  if (protectedPids(table, ownPid).has(pid)) {
    throw new ProcessTreeError(`Process ${pid} is Brainswap itself or started it; it was not ended.`, pid);
  }
}

async function endRoot(
  root: ProcessEntry,
  signals: readonly SignalStep[],
  census: Census,
  { onStep }: EndTreeOptions,
): Promise<void> {
  for (const { signal, waitMs } of signals) {
    if (!census.signal(root, signal)) return;
    onStep?.({ phase: 'root', signal, pids: [root.pid] });
    if (await census.untilGone([root], waitMs)) return;
  }
}

async function endRest(census: Census, waitMs: number, { onStep }: EndTreeOptions): Promise<ProcessEntry[]> {
  const send = (processes: readonly ProcessEntry[], signal: NodeJS.Signals) => {
    const pids = processes.filter((entry) => census.signal(entry, signal)).map((entry) => entry.pid);
    if (pids.length > 0) onStep?.({ phase: 'sweep', signal, pids });
    return pids.length > 0;
  };
  let rest = await census.sweep();
  if (rest.length > 0) {
    if (send(rest, 'SIGTERM')) await census.untilGone(rest, waitMs);
    rest = await census.sweep();
  }
  for (let round = 0; rest.length > 0 && round < killRounds; round++) {
    rest = await holdStill(rest, census);
    const refused = !send(rest, 'SIGKILL');
    // A killed process needs a moment to leave the table.
    if (!refused) await census.untilGone(rest, 500);
    rest = await census.sweep();
    if (refused) break;
  }
  return rest;
}

/** Stops everyone before the kill, so that nobody starts a child between our look and the signal. */
async function holdStill(rest: ProcessEntry[], census: Census): Promise<ProcessEntry[]> {
  const stopped = new Set<string>();
  let running = rest;
  for (let round = 0; round < killRounds; round++) {
    const fresh = running.filter((entry) => !stopped.has(identityKey(entry)));
    if (fresh.length === 0) break;
    for (const entry of fresh) {
      census.signal(entry, 'SIGSTOP');
      stopped.add(identityKey(entry));
    }
    running = await census.sweep();
  }
  return running;
}
