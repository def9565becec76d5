/** Ends an attempt from outside: the caller's signal, a cancel from any window, a limit. The first reason counts. */
import { endTree } from '../processes/index.ts';
import type { RunFeed, RunStore } from '../runs/index.ts';
import type { RunFailure } from '../schema/index.ts';

/** Why an attempt was ended from outside. */
export type EndReason =
  | { kind: 'cancelled'; signal: NodeJS.Signals }
  | { kind: 'limit'; failure: RunFailure };

export interface Ending {
  /** The reason, once there is one. */
  readonly reason: EndReason | null;
  /** Aborts with it; for what is not Codex (a verify command). */
  readonly signal: AbortSignal;
  stop(failure: RunFailure): void;
  /** Codex runs: from now on a reason ends its process tree. */
  started(pid: number): void;
  /** Codex has ended: waits for the sweep of its tree; its pid is not signalled any more. */
  ended(): Promise<void>;
  dispose(): void;
}

export interface EndingOptions {
  runId: string;
  store: RunStore;
  feed: RunFeed;
  cancel: AbortSignal;
  /** Says what went wrong while sweeping. */
  onProblem: (words: string) => void;
}

export function watchForEnding({ runId, store, feed, cancel, onProblem }: EndingOptions): Ending {
  const controller = new AbortController();
  let reason: EndReason | null = null;
  let pid: number | null = null;
  let sweep: Promise<unknown> = Promise.resolve();
  const endProcesses = (why: EndReason, root: number) => {
    sweep = endTree({ pid: root, marker: runId, signals: stepsFor(why) }).catch((error: unknown) =>
      onProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  const end = (why: EndReason) => {
    if (reason) return;
    reason = why;
    controller.abort();
    if (pid !== null) endProcesses(why, pid);
  };
  const onCancel = () => end({ kind: 'cancelled', signal: signalOf(cancel) });
  cancel.addEventListener('abort', onCancel);
  if (cancel.aborted) onCancel();
  const unsubscribe = feed.subscribe(() => {
    if (!reason && store.cancelRequested(runId)) end({ kind: 'cancelled', signal: 'SIGINT' });
  });
  return {
    get reason() {
      return reason;
    },
    signal: controller.signal,
    stop: (failure) => end({ kind: 'limit', failure }),
    started: (root) => {
      pid = root;
      if (reason) endProcesses(reason, root);
    },
    ended: async () => {
      pid = null;
      await sweep;
    },
    dispose: () => {
      cancel.removeEventListener('abort', onCancel);
      unsubscribe();
    },
  };
}

/** The signal a caller was sent is passed on first; after that the usual ladder. Milliseconds. */
function stepsFor(reason: EndReason): { signal: NodeJS.Signals; waitMs: number }[] {
  const first = reason.kind === 'cancelled' ? reason.signal : 'SIGINT';
  const ladder: { signal: NodeJS.Signals; waitMs: number }[] = [
    { signal: 'SIGTERM', waitMs: 2_000 },
    { signal: 'SIGKILL', waitMs: 2_000 },
  ];
  return first === 'SIGTERM' ? ladder : [{ signal: first, waitMs: 5_000 }, ...ladder];
}

/** A caller aborts with the signal it was sent as the reason; a window aborts with none. */
function signalOf(cancel: AbortSignal): NodeJS.Signals {
  const reason: unknown = cancel.reason;
  return reason === 'SIGTERM' || reason === 'SIGHUP' || reason === 'SIGQUIT' ? reason : 'SIGINT';
}
