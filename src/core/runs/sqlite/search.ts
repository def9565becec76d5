/** The text filter: finds runs by any part of their prompt, folder, class or model (docs/adr on the store says why so). */
import type { Run } from '../../schema/index.ts';
import type { Connection } from './connection.ts';

/** How much of a prompt can be found by its text, in characters; keeps the index small next to the events. */
const promptCharacters = 2_000;
/** Short texts, and every text where SQLite lacks FTS5, are looked for in this many of the newest runs. */
export const scannedRuns = 20_000;
/** The index knows groups of three characters. */
const shortestIndexed = 3;

export interface TextCondition {
  /** Two parts of a query over the alias `run`: tables to join, and a condition. */
  join: string;
  sql: string;
  values: string[];
}

export interface Search {
  /** Puts the text of a run into the index; to be called in the transaction that writes the run. */
  index(n: number, run: Run): void;
  /** The condition for a text, null when it holds only white space. */
  condition(text: string): TextCondition | null;
}

/** Fields whose change must be followed by `index`. */
export const searchedFields = [
  'prompt',
  'cwd',
  'taskClass',
  'model',
] as const satisfies readonly (keyof Run)[];

/** One spelling for upper and lower case, and for composed and decomposed letters (macOS paths may hold the latter). */
function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

export function createSearch(connection: Connection): Search {
  const { statement, transaction, read } = connection;
  const indexed = read(() => hasTrigramIndex(connection));
  if (indexed) catchUp(connection);
  return {
    index(n, run) {
      const text = fold(
        [run.prompt.slice(0, promptCharacters), run.cwd, run.taskClass ?? '', run.model ?? ''].join('\n'),
      );
      const before = statement('SELECT text FROM run_text WHERE n = ?').get(n)?.text;
      if (before === text) return;
      statement('INSERT OR REPLACE INTO run_text (n, text) VALUES (?, ?)').run(n, text);
      statement('INSERT OR IGNORE INTO search_queue (n) VALUES (?)').run(n);
      if (indexed) drain(connection);
    },
    condition(text) {
      const wanted = fold(text.trim());
      if (wanted === '') return null;
      if (!indexed || [...wanted].length < shortestIndexed) {
        return {
          join: `JOIN (SELECT n, text FROM run_text ORDER BY n DESC LIMIT ${scannedRuns}) AS recent ON recent.n = run.n`,
          sql: ' AND instr(recent.text, ?) > 0',
          values: [wanted],
        };
      }
      // A process whose SQLite has no FTS5 leaves its runs in the queue.
      if (read(() => statement('SELECT 1 FROM search_queue LIMIT 1').get())) {
        transaction(() => drain(connection));
      }
      return {
        join: 'JOIN search ON search.rowid = run.n',
        sql: ' AND search MATCH ?',
        values: [`"${wanted.replaceAll('"', '""')}"`],
      };
    },
  };
}

function hasTrigramIndex({ database }: Connection): boolean {
  return database.prepare("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").get() !== undefined;
}

/** Makes the index where it is missing, and takes up what processes without FTS5 have left. */
function catchUp(connection: Connection): void {
  const { database, read, transaction } = connection;
  const pending = read(() => ({
    table: database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'search'").get() === undefined,
    queue: database.prepare('SELECT 1 FROM search_queue LIMIT 1').get() !== undefined,
  }));
  if (!pending.table && !pending.queue) return;
  transaction(() => {
    // Contentless: the text is in run_text already. Folding is ours, hence case_sensitive.
    database.exec(
      "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')",
    );
    drain(connection);
  });
}

function drain({ statement }: Connection): void {
  statement('DELETE FROM search WHERE rowid IN (SELECT n FROM search_queue)').run();
  statement(
    'INSERT INTO search (rowid, text) SELECT n, text FROM run_text WHERE n IN (SELECT n FROM search_queue)',
  ).run();
  statement('DELETE FROM search_queue').run();
}
