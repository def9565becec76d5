/** Lines added and removed per file, kept up to date as file changes come in. */
import type { EventBody, FileChange } from '../../rpc/contract.ts';
import { countDiff, parseDiff } from './diff.ts';

export interface FileTotal {
  readonly path: string;
  readonly kind: FileChange['kind'];
  readonly added: number;
  readonly removed: number;
  /** How many completed changes touched it. */
  readonly changes: number;
}

/** The totals one event stands for; nothing until the change is completed. */
export function fileTotalsOf(body: EventBody): FileTotal[] {
  if (body.type !== 'file_change' || body.status !== 'completed') return [];
  return body.changes.map((change) => ({
    path: change.path,
    kind: change.kind,
    ...countDiff(parseDiff(change.diff ?? '', change.kind)),
    changes: 1,
  }));
}

/** Takes `before` out of the totals and puts `after` in. */
export function mergeFileTotals(
  totals: Map<string, FileTotal>,
  before: readonly FileTotal[],
  after: readonly FileTotal[],
): void {
  for (const total of before) apply(totals, total, -1);
  for (const total of after) apply(totals, total, 1);
}

function apply(totals: Map<string, FileTotal>, total: FileTotal, sign: 1 | -1): void {
  const old = totals.get(total.path) ?? { ...total, added: 0, removed: 0, changes: 0 };
  const changes = old.changes + sign * total.changes;
  if (changes <= 0) {
    totals.delete(total.path);
    return;
  }
  totals.set(total.path, {
    path: total.path,
    // A file that was added and then edited is still a new file.
    kind: sign === 1 && old.kind === 'add' && total.kind === 'update' ? 'add' : total.kind,
    added: old.added + sign * total.added,
    removed: old.removed + sign * total.removed,
    changes,
  });
}
