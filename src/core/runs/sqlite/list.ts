/** Pages of runs under a filter. Each way of finding them costs as much as it shows, or looks at a bounded number of runs. */
import type { Run, RunFilter } from '../../schema/index.ts';
import type { Connection } from './connection.ts';
import { type ColumnCondition, columnCondition } from './run-filter.ts';
import { fromRow, type Row } from './run-row.ts';
import { foldText, type TextIndex } from './text-index.ts';

/** Up to here every run that matches the other filters is looked at for a text. */
const fewRuns = 5_000;
/** Beyond, a text is looked for in this many of the newest runs that may hold it. */
const candidates = 10_000;

/** Latest first; `cursor` is the id of the last run already seen. */
export function listRuns(
  connection: Connection,
  index: TextIndex,
  filter: RunFilter,
  cursor: string | null,
  limit: number,
): Run[] {
  return connection.read(() => {
    const before = cursorOf(connection, cursor);
    if (before === null) return [];
    const columns = columnCondition(filter);
    const text = foldText(filter.text?.trim() ?? '');
    const rows =
      text === ''
        ? connection
            .statement(`SELECT run.* FROM run WHERE run.n < ?${columns.sql} ORDER BY run.n DESC LIMIT ?`)
            .all(before, ...columns.values, limit)
        : withText(connection, index, { columns, text, before, limit });
    return rows.map(fromRow);
  });
}

/** The number before which a page begins; null for a cursor that is no run. */
function cursorOf({ statement }: Connection, cursor: string | null): number | null {
  if (cursor === null) return Number.MAX_SAFE_INTEGER;
  const row = statement('SELECT n FROM run WHERE id = ?').get(cursor);
  return row === undefined ? null : Number(row.n);
}

interface TextQuestion {
  columns: ColumnCondition;
  text: string;
  before: number;
  limit: number;
}

function withText(connection: Connection, index: TextIndex, question: TextQuestion): Row[] {
  const { statement } = connection;
  const { columns, text, before, limit } = question;
  if (columns.index !== null && isFew(connection, columns)) {
    return statement(
      `SELECT run.* FROM run CROSS JOIN run_text ON run_text.n = run.n
       WHERE run.n < ?${columns.sql} AND instr(run_text.text, ?) > 0 ORDER BY run.n DESC LIMIT ?`,
    ).all(before, ...columns.values, text, limit);
  }
  // Asked of an index alone: most candidates fail here, and the runs themselves are wide.
  const inColumns =
    columns.index === null
      ? ''
      : ` AND EXISTS (SELECT 1 FROM run AS other INDEXED BY ${columns.index} WHERE other.n = run_text.n${columns.sql.replaceAll('run.', 'other.')})`;
  const match = index.match(text);
  if (match === null) {
    const floor = statement(
      `SELECT n FROM run_text WHERE n < ? ORDER BY n DESC LIMIT 1 OFFSET ${candidates}`,
    );
    return statement(
      `SELECT run.* FROM run_text CROSS JOIN run ON run.n = run_text.n
       WHERE run_text.n < ? AND run_text.n > ? AND instr(run_text.text, ?) > 0${inColumns}
       ORDER BY run_text.n DESC LIMIT ?`,
    ).all(before, Number(floor.get(before)?.n ?? 0), text, ...columns.values, limit);
  }
  const floor = statement(
    `SELECT rowid AS n FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT 1 OFFSET ${candidates}`,
  );
  return statement(
    `SELECT run.* FROM search CROSS JOIN run_text ON run_text.n = search.rowid CROSS JOIN run ON run.n = search.rowid
     WHERE search MATCH ? AND search.rowid < ? AND search.rowid > ?${inColumns} AND instr(run_text.text, ?) > 0
     ORDER BY search.rowid DESC LIMIT ?`,
  ).all(match, before, Number(floor.get(match, before)?.n ?? 0), ...columns.values, text, limit);
}

function isFew({ statement }: Connection, columns: ColumnCondition): boolean {
  const row = statement(
    `SELECT count(*) AS runs FROM (SELECT 1 FROM run WHERE true${columns.sql} LIMIT ${fewRuns + 1})`,
  ).get(...columns.values);
  return Number(row?.runs) <= fewRuns;
}
