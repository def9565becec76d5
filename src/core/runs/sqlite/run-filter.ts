/** The part of a list's filter that is about columns; `run_by_…` holds an index for each combination of them. */
import { activeStatuses, type RunFilter } from '../../schema/index.ts';

export interface ColumnCondition {
  /** SQL over `run`, e.g. ` AND run.route = ?`; empty for all runs. */
  sql: string;
  values: string[];
  /** The index that answers it without looking at the runs themselves; null for all runs. */
  index: string | null;
}

/** The condition that a filter puts on columns. */
export function columnCondition(filter: RunFilter): ColumnCondition {
  const parts: string[] = [];
  const values: string[] = [];
  const columns: string[] = [];
  const equal = (column: string, ...wanted: readonly string[]) => {
    parts.push(
      ` AND run.${column} ${wanted.length === 1 ? '= ?' : `IN (${wanted.map(() => '?').join(', ')})`}`,
    );
    values.push(...wanted);
    columns.push(column.replace('task_', ''));
  };
  if (filter.taskClass !== undefined) equal('task_class', filter.taskClass);
  if (filter.route !== undefined) equal('route', filter.route);
  if (filter.status === 'active') equal('status', ...activeStatuses);
  else if (filter.status !== undefined) equal('status', filter.status);
  return {
    sql: parts.join(''),
    values,
    index: columns.length === 0 ? null : `run_by_${columns.join('_')}`,
  };
}
