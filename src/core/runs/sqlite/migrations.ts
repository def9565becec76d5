/** The schema of the run database, as steps that are never changed once released; `user_version` counts them. */
import type { DatabaseSync } from 'node:sqlite';
import { RunStoreError } from '../error.ts';

/** Inside, runs are known by the integer `n` (insertion order, which is start order); outside, by the text id. */
const first = `
CREATE TABLE run (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Grows with every change of a run, over the whole store.
  revision INTEGER NOT NULL,
  chain_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  parent_id TEXT,
  parent_kind TEXT,
  origin TEXT NOT NULL,
  task_class TEXT,
  requested_route TEXT NOT NULL,
  route TEXT NOT NULL,
  mode TEXT NOT NULL,
  status TEXT NOT NULL,
  -- Local date of the start, fixed at insert: a change of time zone must not move a run between roll-ups.
  day TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  wall_ms INTEGER GENERATED ALWAYS AS
    (CASE WHEN status IN ('succeeded', 'failed') THEN ended_at - started_at END) VIRTUAL,
  escalated INTEGER NOT NULL DEFAULT 0,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  owner_pid INTEGER NOT NULL,
  codex_pid INTEGER,
  exit_code INTEGER,
  signal TEXT,
  thread_id TEXT,
  model TEXT,
  input_tokens INTEGER NOT NULL,
  cached_input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  reasoning_tokens INTEGER NOT NULL,
  cost_usd REAL,
  cost_avoided_usd REAL,
  model_calls INTEGER NOT NULL,
  requests_off_machine INTEGER,
  first_token_ms REAL,
  tokens_per_second REAL,
  activity TEXT NOT NULL,
  reason TEXT NOT NULL,
  cwd TEXT NOT NULL,
  sandbox TEXT,
  -- JSON.
  runtime TEXT,
  failure TEXT,
  verify TEXT,
  -- Last, since it may spill over to other pages.
  prompt TEXT NOT NULL
) STRICT;
CREATE INDEX run_revision ON run (revision);
CREATE INDEX run_chain ON run (chain_id, attempt);
CREATE INDEX run_thread ON run (thread_id) WHERE thread_id IS NOT NULL;
CREATE INDEX run_thread_folder ON run (cwd) WHERE thread_id IS NOT NULL;
CREATE INDEX run_started ON run (started_at, route, cost_avoided_usd);
CREATE INDEX run_wall ON run (task_class, route, n, wall_ms) WHERE wall_ms IS NOT NULL;
-- One for each combination of filters: equality on all its columns, then n, so a page costs as many rows as it shows.
CREATE INDEX run_by_class ON run (task_class);
CREATE INDEX run_by_route ON run (route);
CREATE INDEX run_by_status ON run (status);
CREATE INDEX run_by_class_route ON run (task_class, route);
CREATE INDEX run_by_class_status ON run (task_class, status);
CREATE INDEX run_by_route_status ON run (route, status);
CREATE INDEX run_by_class_route_status ON run (task_class, route, status);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  key TEXT,
  -- JSON of an EventBody.
  body TEXT NOT NULL
) STRICT;
CREATE INDEX event_run ON event (run);

CREATE TABLE live (
  run INTEGER NOT NULL,
  call INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run, call, kind)
) STRICT, WITHOUT ROWID;

-- Sums over the runs that have ended. Money is whole billionths of a dollar, so that sums stay exact.
CREATE TABLE roll_up (
  day TEXT NOT NULL,
  task_class TEXT NOT NULL,
  route TEXT NOT NULL,
  runs INTEGER NOT NULL,
  succeeded INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  verified INTEGER NOT NULL,
  verify_failed INTEGER NOT NULL,
  escalated INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_nano_usd INTEGER NOT NULL,
  cost_avoided_nano_usd INTEGER NOT NULL,
  PRIMARY KEY (day, task_class, route)
) STRICT, WITHOUT ROWID;

-- What the text filter looks at, folded; and the runs that the trigram index has not seen yet.
CREATE TABLE run_text (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE search_queue (n INTEGER PRIMARY KEY) STRICT;
`;

const migrations: readonly string[] = [first];

/** The schema version that this code writes. */
export const schemaVersion = migrations.length;

/** Brings the schema up to date; to be called inside a transaction that holds the write lock. */
export function migrate(database: DatabaseSync, file: string): void {
  const version = readVersion(database);
  if (version > schemaVersion) {
    throw new RunStoreError(
      `${file} was written by a newer Brainswap (schema ${version}, this one knows ${schemaVersion}). Update Brainswap, or set BRAINSWAP_HOME to another folder.`,
    );
  }
  for (const step of migrations.slice(version)) database.exec(step);
  if (version < schemaVersion) database.exec(`PRAGMA user_version = ${schemaVersion}`);
}

/** The schema version of an open database; 0 for a new file. */
export function readVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}
