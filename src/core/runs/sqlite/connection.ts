/** One connection to the run database: pragmas, cached statements, transactions that wait for other writers. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { RunStoreError } from '../error.ts';
import { migrate, readVersion, schemaVersion } from './migrations.ts';

/** How long SQLite itself waits for a lock, in milliseconds, and how often we ask again after that. */
const busyTimeoutMs = 5_000;
const busyAttempts = 4;

export interface Connection {
  readonly database: DatabaseSync;
  /** A prepared statement, kept for the next call with the same text. */
  statement(sql: string): StatementSync;
  /** Runs `work` holding the write lock from the start; all of it is written or nothing. */
  transaction<T>(work: () => T): T;
  /** Runs `work`, turning an error of SQLite into a RunStoreError. */
  read<T>(work: () => T): T;
  close(): void;
}

/** Opens `file`, creating it and its folder where needed, and brings its schema up to date. Throws RunStoreError. */
export function openConnection(file: string): Connection {
  const database = guard(file, 'open', () => {
    // Prompts are private: nobody else needs to look into this folder.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return new DatabaseSync(file);
  });
  const statements = new Map<string, StatementSync>();
  const connection: Connection = {
    database,
    statement: (sql) => {
      const known = statements.get(sql);
      if (known) return known;
      const made = database.prepare(sql);
      statements.set(sql, made);
      return made;
    },
    transaction: (work) =>
      guard(file, 'write to', () => {
        retryBusy(() => database.exec('BEGIN IMMEDIATE'));
        try {
          const result = work();
          retryBusy(() => database.exec('COMMIT'));
          return result;
        } catch (cause) {
          // SQLite has already rolled back by itself after some errors (disk full).
          if (database.isTransaction) database.exec('ROLLBACK');
          throw cause;
        }
      }),
    read: (work) => guard(file, 'read', () => retryBusy(work)),
    close: () => {
      if (!database.isOpen) return;
      statements.clear();
      database.close();
    },
  };
  try {
    guard(file, 'open', () => prepareDatabase(connection, file));
  } catch (cause) {
    database.close();
    throw cause;
  }
  return connection;
}

function prepareDatabase({ database, transaction }: Connection, file: string): void {
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  // Changing to WAL needs the file for itself for a moment; SQLite does not always wait for that.
  retryBusy(() => database.exec('PRAGMA journal_mode = WAL'));
  database.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY');
  if (readVersion(database) !== schemaVersion) transaction(() => migrate(database, file));
}

/** Result code of an error thrown by node:sqlite, without its extended part. */
function resultCode(cause: unknown): number | null {
  return cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number'
    ? cause.errcode & 0xff
    : null;
}

const SQLITE_BUSY = 5;

function retryBusy<T>(work: () => T): T {
  for (let attempt = 1; ; attempt++) {
    try {
      return work();
    } catch (cause) {
      if (resultCode(cause) !== SQLITE_BUSY || attempt >= busyAttempts) throw cause;
      // Lets go of the processor, since some busy answers come at once.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20 * attempt);
    }
  }
}

/** What to do about the result codes that a person can mend (https://sqlite.org/rescode.html). */
const advice: Readonly<Record<number, string>> = {
  [SQLITE_BUSY]: 'Another process holds it. End programs that have the file open, then try again.',
  8: 'It cannot be written. Check the permissions of the file and its folder.',
  10: 'The disk gave an error. Check the disk, then try again.',
  11: 'The file is damaged. Move it away; Brainswap starts a new one.',
  13: 'The disk is full. Free some space, then try again.',
  14: 'Check that the folder exists and can be written, or set BRAINSWAP_HOME to another one.',
  26: 'The file is not a run database. Move it away; Brainswap starts a new one.',
};

function guard<T>(file: string, verb: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RunStoreError) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    const hint = advice[resultCode(cause) ?? -1] ?? '';
    throw new RunStoreError(`Could not ${verb} the run store ${file}: ${what}. ${hint}`.trimEnd(), { cause });
  }
}
