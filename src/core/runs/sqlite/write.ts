/** Changes of runs: each function is one transaction in which run, events, live text, index and roll-ups move together. */
import { isActive, type Run, type RunEvent } from '../../schema/index.ts';
import { RunStoreError } from '../error.ts';
import type { RunWrite } from '../store.ts';
import type { Connection } from './connection.ts';
import { applyContribution, contributionOf, localDay } from './roll-up.ts';
import { fromRow, type Row, toColumns } from './run-row.ts';
import { indexedFields, type TextIndex } from './text-index.ts';

const nextRevision = '(SELECT coalesce(max(revision), 0) + 1 FROM run)';

/** Adds a run. A run that escalates another one marks that one as escalated. */
export function insertRun(connection: Connection, index: TextIndex, run: Run): void {
  const { statement, transaction } = connection;
  transaction(() => {
    if (findRow(connection, run.id)) throw new RunStoreError(`There is already a run ${run.id}.`);
    const columns = { ...toColumns(run), day: localDay(run.startedAt) };
    const names = Object.keys(columns);
    const { lastInsertRowid } = statement(
      `INSERT INTO run (revision, ${names.join(', ')}) VALUES (${nextRevision}, ${names.map(() => '?').join(', ')})`,
    ).run(...Object.values(columns));
    index.put(Number(lastInsertRowid), run);
    applyContribution(connection, null, contributionOf(run, columns.day, false));
    if (run.parentKind === 'escalation' && run.parentId !== null) markEscalated(connection, run.parentId);
  });
}

function markEscalated(connection: Connection, parentId: string): void {
  const row = findRow(connection, parentId);
  if (!row || row.escalated === 1) return;
  connection.statement(`UPDATE run SET escalated = 1, revision = ${nextRevision} WHERE id = ?`).run(parentId);
  const parent = fromRow(row);
  const day = String(row.day);
  applyContribution(connection, contributionOf(parent, day, false), contributionOf(parent, day, true));
}

/** Applies one change of one run; returns the events with their numbers. */
export function writeRun(
  connection: Connection,
  index: TextIndex,
  runId: string,
  change: RunWrite,
): RunEvent[] {
  return connection.transaction(() => {
    const row = connection.statement('SELECT n, status FROM run WHERE id = ?').get(runId);
    if (!row) throw new RunStoreError(`There is no run ${runId} in the store.`);
    const n = Number(row.n);
    const events = appendEvents(connection, n, runId, change.events ?? []);
    if (change.live) replaceLive(connection, n, change.live);
    const patch = toColumns({ ...change.patch });
    if (Object.keys(patch).length > 0) {
      const run = patchRun(connection, index, n, change.patch ?? {}, patch);
      if (!isActive(run)) replaceLive(connection, n, []);
    } else if (row.status !== 'running' && row.status !== 'verifying') replaceLive(connection, n, []);
    return events;
  });
}

function patchRun(
  connection: Connection,
  index: TextIndex,
  n: number,
  patch: Partial<Run>,
  columns: ReturnType<typeof toColumns>,
): Run {
  const row = connection.statement('SELECT * FROM run WHERE n = ?').get(n) ?? {};
  const before = fromRow(row);
  const after = { ...before, ...patch };
  const names = Object.keys(columns);
  connection
    .statement(
      `UPDATE run SET revision = ${nextRevision}, ${names.map((name) => `${name} = ?`).join(', ')} WHERE n = ?`,
    )
    .run(...Object.values(columns), n);
  if (indexedFields.some((field) => before[field] !== after[field])) index.put(n, after);
  const [day, escalated] = [String(row.day), row.escalated === 1];
  applyContribution(
    connection,
    contributionOf(before, day, escalated),
    contributionOf(after, day, escalated),
  );
  return after;
}

function appendEvents(
  { statement }: Connection,
  n: number,
  runId: string,
  events: NonNullable<RunWrite['events']>,
): RunEvent[] {
  const insert = statement('INSERT INTO event (run, at, source, key, body) VALUES (?, ?, ?, ?, ?)');
  return events.map((event) => {
    const { lastInsertRowid } = insert.run(n, event.at, event.source, event.key, JSON.stringify(event.body));
    return { ...event, id: Number(lastInsertRowid), runId };
  });
}

function replaceLive({ statement }: Connection, n: number, live: NonNullable<RunWrite['live']>): void {
  statement('DELETE FROM live WHERE run = ?').run(n);
  const insert = statement('INSERT OR REPLACE INTO live (run, call, kind, text) VALUES (?, ?, ?, ?)');
  for (const { call, kind, text } of live) insert.run(n, call, kind, text);
}

function findRow({ statement }: Connection, id: string): Row | undefined {
  return statement('SELECT * FROM run WHERE id = ?').get(id);
}
