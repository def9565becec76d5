/** The table of the Routing page: classes with their rule and what happened on each route. Pure. */
import type { ClassStats, RoutingEntry, RoutingStats } from '../../../rpc/contract.ts';
import { percentOf } from '../../format/index.ts';

export interface ClassRow {
  /** Null stands for runs without a class. */
  taskClass: string | null;
  /** Its rule; null when it has none. */
  entry: RoutingEntry | null;
  /** One line per route that had runs, local first; empty without runs. */
  lines: readonly ClassStats[];
  runs: number;
}

/** Classes with most runs first, then those without runs by name. */
export function classRows(stats: RoutingStats, table: readonly RoutingEntry[]): ClassRow[] {
  const names = new Set<string | null>([
    ...stats.classes.map((each) => each.taskClass),
    ...table.map((entry) => entry.taskClass),
  ]);
  const rows = [...names].map((taskClass): ClassRow => {
    const lines = stats.classes
      .filter((each) => each.taskClass === taskClass && each.runs > 0)
      .sort((a, b) => b.route.localeCompare(a.route));
    return {
      taskClass,
      entry: table.find((entry) => entry.taskClass === taskClass) ?? null,
      lines,
      runs: lines.reduce((sum, line) => sum + line.runs, 0),
    };
  });
  return rows.sort((a, b) => b.runs - a.runs || (a.taskClass ?? '').localeCompare(b.taskClass ?? ''));
}

/** Why a class takes its route, in words. */
export function whyWords(row: Pick<ClassRow, 'taskClass' | 'entry'>): string {
  if (row.taskClass === null) return 'Runs without a class go to cloud, unless the caller says otherwise.';
  if (row.entry === null) return 'Not in the routing table, so cloud.';
  if (row.entry.route === 'cloud') return 'Set to cloud.';
  return row.entry.escalate
    ? 'Set to local; failures try again on cloud.'
    : 'Set to local; failures stay local.';
}

/** `92% of 12`, or null when nothing has ended yet. Cancelled runs tell nothing, so they do not count. */
export function successWords(line: ClassStats): string | null {
  const ended = line.succeeded + line.failed;
  const share = percentOf(line.succeeded, ended);
  return share === null ? null : `${share}% of ${ended}`;
}

/** The same for runs that had a verify command. */
export function verifyWords(line: ClassStats): string | null {
  const checked = line.verified + line.verifyFailed;
  const share = percentOf(line.verified, checked);
  return share === null ? null : `${share}% of ${checked}`;
}
