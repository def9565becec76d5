/**
 * The index behind the text filter: for each run its folded text (`run_text`), and groups of three letters (`search`, FTS5) that say
 * which runs may hold a text. Why so: docs/adr/0007.
 */
import type { Run } from '../../schema/index.ts';
import type { Connection } from './connection.ts';

/** How much of a prompt can be found by its text, in characters; keeps the index small next to the events. */
const promptCharacters = 2_000;
/** Groups of letters asked for at once. More would cost more than the false hits they spare. */
const groupsAtOnce = 6;

export interface TextIndex {
  /** Puts the text of a run into the index; to be called in the transaction that writes the run. */
  put(n: number, run: Run): void;
  /**
   * A `MATCH` expression that holds for every run with this folded text, and for a few others; null when the index cannot
   * help: a text of one or two letters, or an SQLite without FTS5.
   */
  match(folded: string): string | null;
}

/** Fields whose change must be followed by `put`. */
export const indexedFields = [
  'prompt',
  'cwd',
  'taskClass',
  'model',
] as const satisfies readonly (keyof Run)[];

/** One spelling for upper and lower case, and for composed and decomposed letters (macOS paths may hold the latter). */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\0', '');
}

/** Opens the index, makes it where it is missing, and takes up what processes without FTS5 have left in the queue. */
export function openTextIndex(connection: Connection): TextIndex {
  const { database, statement, transaction, read } = connection;
  const has = (sql: string) => read(() => database.prepare(sql).get() !== undefined);
  const available = has("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'");
  const queued = 'SELECT 1 FROM search_queue LIMIT 1';
  if (available && (!has("SELECT 1 FROM sqlite_schema WHERE name = 'search'") || has(queued))) {
    transaction(() => {
      // Without content (that is run_text) and without positions: a fifth of the size, and a hit is looked at anyway.
      // Folding is ours, hence case_sensitive.
      database.exec(
        "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')",
      );
      drain(connection);
    });
  }
  return {
    put(n, run) {
      const text = foldText(
        [run.prompt.slice(0, promptCharacters), run.cwd, run.taskClass ?? '', run.model ?? ''].join('\n'),
      );
      if (statement('SELECT text FROM run_text WHERE n = ?').get(n)?.text === text) return;
      statement('INSERT OR REPLACE INTO run_text (n, text) VALUES (?, ?)').run(n, text);
      statement('INSERT OR IGNORE INTO search_queue (n) VALUES (?)').run(n);
      if (available) drain(connection);
    },
    match(folded) {
      const groups = letterGroups(folded);
      if (!available || groups.length === 0) return null;
      if (read(() => statement(queued).get())) transaction(() => drain(connection));
      return groups.map((group) => `"${group.replaceAll('"', '""')}"`).join(' AND ');
    },
  };
}

/** Some groups of three letters of a text, spread over its length. */
function letterGroups(text: string): string[] {
  const letters = [...text];
  const last = letters.length - 3;
  if (last < 0) return [];
  const count = Math.min(groupsAtOnce, last + 1);
  const starts = Array.from({ length: count }, (_, i) => Math.round((i * last) / Math.max(1, count - 1)));
  return [...new Set(starts.map((start) => letters.slice(start, start + 3).join('')))];
}

function drain({ statement }: Connection): void {
  statement('DELETE FROM search WHERE rowid IN (SELECT n FROM search_queue)').run();
  statement(
    'INSERT INTO search (rowid, text) SELECT n, text FROM run_text WHERE n IN (SELECT n FROM search_queue)',
  ).run();
  statement('DELETE FROM search_queue').run();
}
