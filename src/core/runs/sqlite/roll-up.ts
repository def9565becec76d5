/** Daily sums by class and route, kept exact: what a run contributed before a change is taken out, what it does now is added. */
import { isActive, type Run } from '../../schema/index.ts';
import type { Connection } from './connection.ts';

/** The sums of the table `roll_up`, in the order of its columns. */
export const sums = [
  'runs',
  'succeeded',
  'failed',
  'cancelled',
  'verified',
  'verify_failed',
  'escalated',
  'input_tokens',
  'output_tokens',
  'cost_nano_usd',
  'cost_avoided_nano_usd',
] as const;
export type Sums = Record<(typeof sums)[number], number>;

/** What one run adds to its row of the table. */
export interface Contribution {
  /** Local date of the start, `YYYY-MM-DD`. */
  day: string;
  taskClass: string | null;
  route: string;
  sums: Sums;
}

const nano = 1e9;

/** What a run contributes: nothing while it is active; an interrupted run counts as a run and in no other way but usage. */
export function contributionOf(run: Run, day: string, escalated: boolean): Contribution | null {
  if (isActive(run)) return null;
  return {
    day,
    taskClass: run.taskClass,
    route: run.route,
    sums: {
      runs: 1,
      succeeded: Number(run.status === 'succeeded'),
      failed: Number(run.status === 'failed'),
      cancelled: Number(run.status === 'cancelled'),
      verified: Number(run.verify?.exitCode === 0),
      verify_failed: Number(run.verify !== null && run.verify.exitCode !== 0),
      escalated: Number(escalated),
      input_tokens: run.usage.inputTokens,
      output_tokens: run.usage.outputTokens,
      cost_nano_usd: Math.round((run.costUsd ?? 0) * nano),
      cost_avoided_nano_usd: Math.round((run.costAvoidedUsd ?? 0) * nano),
    },
  };
}

const upsert = `INSERT INTO roll_up (day, task_class, route, ${sums.join(', ')})
  VALUES (?, ?, ?, ${sums.map(() => '?').join(', ')})
  ON CONFLICT (day, task_class, route) DO UPDATE SET ${sums.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(', ')}`;

/** Replaces one contribution by another; to be called in the transaction that changes the run. */
export function applyContribution(
  { statement }: Connection,
  before: Contribution | null,
  after: Contribution | null,
): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const add = (contribution: Contribution, sign: 1 | -1) =>
    statement(upsert).run(
      contribution.day,
      contribution.taskClass ?? '',
      contribution.route,
      ...sums.map((sum) => sign * contribution.sums[sum]),
    );
  if (before) add(before, -1);
  if (after) add(after, 1);
}

/** Local date of a time, `YYYY-MM-DD`. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Start of the local day that lies `daysBefore` days before the one of `at`, in milliseconds since the epoch. */
export function startOfDay(at: number, daysBefore = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore).getTime();
}
