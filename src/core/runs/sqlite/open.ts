/** The run store over SQLite: each method is one query or one transaction. */
import { isActive, LiveText, type Run, type RunEvent } from '../../schema/index.ts';
import type { RunStore } from '../store.ts';
import { openConnection } from './connection.ts';
import { fromEventRow } from './event-row.ts';
import { listRuns } from './list.ts';
import { recoverInterrupted } from './recover.ts';
import { fromRow, type Row } from './run-row.ts';
import { readCounts, readStats } from './stats.ts';
import { openTextIndex } from './text-index.ts';
import { insertRun, writeRun } from './write.ts';

/** Changed runs that `changesSince` returns at once. */
const changesAtOnce = 500;
/** Newest runs among which recent folders are looked for. */
const recentRuns = 2_000;

export interface OpenRunStoreOptions {
  /** Path of the database; it and its folder are made where missing. */
  file: string;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** Opens the run store. Throws RunStoreError when the file cannot be used; its message says what to do. */
export function openRunStore({ file, now = Date.now }: OpenRunStoreOptions): RunStore {
  const connection = openConnection(file);
  const { statement, read } = connection;
  const index = openTextIndex(connection);
  type Value = string | number | null;
  const rows = (sql: string, ...values: Value[]): Row[] => read(() => statement(sql).all(...values));
  const row = (sql: string, ...values: Value[]): Row | undefined => read(() => statement(sql).get(...values));
  const runs = (sql: string, ...values: Value[]): Run[] => rows(sql, ...values).map(fromRow);
  const one = (sql: string, ...values: Value[]): Run | null => runs(sql, ...values)[0] ?? null;
  const events = (
    order: 'ASC' | 'DESC',
    compare: '>' | '<',
    runId: string,
    id: number,
    limit: number,
  ): RunEvent[] =>
    rows(
      `SELECT * FROM event WHERE run = (SELECT n FROM run WHERE id = ?) AND id ${compare} ? ORDER BY id ${order} LIMIT ?`,
      runId,
      id,
      limit,
    ).map((found) => fromEventRow(found, runId));

  return {
    insert: (run) => insertRun(connection, index, run),
    write: (runId, change) => writeRun(connection, index, runId, change),
    get: (id) => one('SELECT * FROM run WHERE id = ?', id),
    findByPrefix: (prefix, limit) =>
      // `{` comes after every character of an id.
      runs(
        'SELECT * FROM run WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?',
        prefix,
        `${prefix}{`,
        limit,
      ),
    list: (filter, cursor, limit) => listRuns(connection, index, filter, cursor, limit),
    chain: (id) =>
      runs(
        'SELECT * FROM run WHERE chain_id = (SELECT chain_id FROM run WHERE id = ?) ORDER BY attempt, n',
        id,
      ),
    events: (runId, afterEventId, limit) => events('ASC', '>', runId, afterEventId, limit),
    eventsBefore: (runId, beforeEventId, limit) =>
      events('DESC', '<', runId, beforeEventId ?? Number.MAX_SAFE_INTEGER, limit).reverse(),
    live: (runId) =>
      rows(
        'SELECT call, kind, text FROM live WHERE run = (SELECT n FROM run WHERE id = ?) ORDER BY call, kind',
        runId,
      ).map((found) => LiveText.parse({ ...found, runId })),
    byThread: (threadId) => one('SELECT * FROM run WHERE thread_id = ? ORDER BY n DESC LIMIT 1', threadId),
    latestThread: (cwd) =>
      cwd === null
        ? one('SELECT * FROM run WHERE thread_id IS NOT NULL ORDER BY n DESC LIMIT 1')
        : one('SELECT * FROM run WHERE thread_id IS NOT NULL AND cwd = ? ORDER BY n DESC LIMIT 1', cwd),
    requestCancel(id) {
      const run = one('SELECT * FROM run WHERE id = ?', id);
      if (!run || !isActive(run)) return false;
      return connection.transaction(
        () =>
          statement(
            "UPDATE run SET cancel_requested = 1 WHERE id = ? AND status IN ('running', 'verifying')",
          ).run(id).changes === 1,
      );
    },
    cancelRequested: (id) => row('SELECT cancel_requested FROM run WHERE id = ?', id)?.cancel_requested === 1,
    counts: (at) => read(() => readCounts(connection, at)),
    stats: (days, at) => read(() => readStats(connection, days, at)),
    taskClasses: () =>
      // Hops from class to class through the index instead of reading every run.
      rows(
        `WITH RECURSIVE class (name) AS (
           SELECT min(task_class) FROM run
           UNION ALL SELECT (SELECT min(task_class) FROM run WHERE task_class > class.name) FROM class WHERE name IS NOT NULL
         ) SELECT name FROM class WHERE name IS NOT NULL`,
      ).map((found) => String(found.name)),
    recentFolders: (limit) =>
      rows(
        `SELECT cwd FROM (SELECT n, cwd FROM run ORDER BY n DESC LIMIT ${recentRuns}) GROUP BY cwd ORDER BY max(n) DESC LIMIT ?`,
        limit,
      ).map((found) => String(found.cwd)),
    changesSince(revision) {
      const newest = () => Number(row('SELECT max(revision) AS newest FROM run')?.newest ?? 0);
      if (revision === null) return { revision: newest(), runs: [] };
      const found = rows(
        `SELECT * FROM run WHERE revision > ? ORDER BY revision LIMIT ${changesAtOnce}`,
        revision,
      );
      return { revision: Number(found.at(-1)?.revision ?? revision), runs: found.map(fromRow) };
    },
    dataVersion: () => Number(row('PRAGMA data_version')?.data_version ?? 0),
    recoverInterrupted: (isAlive) => recoverInterrupted(connection, index, now(), isAlive),
    close: () => connection.close(),
  };
}
