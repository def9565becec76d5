/** What a run does or how it ended, as one word for its state and one line for its row. */
import type { Run } from '../../rpc/contract.ts';
import { firstLine } from '../format/index.ts';

/** The states one can tell apart at a glance; each has its own icon. */
export type RunState =
  | 'running'
  | 'verifying'
  | 'verified'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'interrupted';

export const stateWords: Record<RunState, string> = {
  running: 'Running',
  verifying: 'Verifying',
  verified: 'Verified',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
};

/** A success that its verify command confirmed is told apart from one that was not checked. */
export function stateOf(run: Pick<Run, 'status' | 'verify'>): RunState {
  return run.status === 'succeeded' && run.verify?.exitCode === 0 ? 'verified' : run.status;
}

/** The line at the end of a row: the activity while it runs, the reason when it did not work. */
export function outcomeOf(run: Run): string {
  const state = stateOf(run);
  if (state === 'running') return run.activity || 'Starting';
  if (state === 'verifying') return run.activity || 'Verifying';
  if (state === 'failed' && run.failure) return firstLine(run.failure.message);
  if (state === 'interrupted' && run.failure) return firstLine(run.failure.message);
  return stateWords[state];
}

/** Milliseconds the run took, or has taken so far. */
export function elapsedOf(run: Pick<Run, 'startedAt' | 'endedAt'>, now: number): number {
  return Math.max(0, (run.endedAt ?? now) - run.startedAt);
}

/** Did this run take over from a local one that failed? */
export function isEscalation(run: Pick<Run, 'parentKind' | 'route'>): boolean {
  return run.parentKind === 'escalation' && run.route === 'cloud';
}

/** What left this machine during the run, in words. */
export function privacyWords(run: Pick<Run, 'route' | 'requestsOffMachine'>): string {
  const n = run.requestsOffMachine;
  if (n === null) return 'Cloud run: its requests go to the provider';
  return n === 1 ? '1 request left this machine' : `${n} requests left this machine`;
}
