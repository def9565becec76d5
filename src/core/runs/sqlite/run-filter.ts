/** The part of a list's filter that is about columns; `run_by_…` holds an index for each combination of them. */
import { activeStatuses, type RunFilter } from '../../schema/index.ts';

const columns = ['task_class', 'route', 'status'] as const;

export interface Condition {
  /** SQL over the alias `run`, e.g. ` AND run.route = ?`. */
  sql: string;
  values: string[];
}

/** The part of a filter that is about columns; the text is not in it. */
export function columnCondition(filter: RunFilter): Condition {
  const parts: string[] = [];
  const values: string[] = [];
  const equal = (column: (typeof columns)[number], ...wanted: readonly string[]) => {
    parts.push(
      ` AND run.${column} ${wanted.length === 1 ? '= ?' : `IN (${wanted.map(() => '?').join(', ')})`}`,
    );
    values.push(...wanted);
  };
  if (filter.taskClass !== undefined) equal('task_class', filter.taskClass);
  if (filter.route !== undefined) equal('route', filter.route);
  if (filter.status === 'active') equal('status', ...activeStatuses);
  else if (filter.status !== undefined) equal('status', filter.status);
  return { sql: parts.join(''), values };
}
