/** Tests of the list of runs: every filter, every way a text is found. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run, RunFilter } from '../../schema/index.ts';
import { openRunStore, type RunStore } from '../index.ts';
import { testRun } from '../testing/test-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'brainswap-list-'));
const file = join(folder, 'runs.db');
let store: RunStore;
const all: Run[] = [];

const prompts = [
  'Rename UserDTO to UserRecord',
  'Lege ein Skript an, das die GRÖSSE von dist/ ausgibt',
  'この差分を三行で要約してください',
  'Say "hello" AND goodbye OR NOT near * (twice)',
  'ok',
  '100%_sure \\ backslash',
];
const statuses = ['running', 'verifying', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const;

beforeAll(() => {
  store = openRunStore({ file });
  for (let i = 0; i < 120; i++) {
    const run = testRun({
      taskClass: [null, 'rename', 'judge'][i % 3] ?? null,
      route: i % 4 === 0 ? 'cloud' : 'local',
      status: statuses[(i * 5) % 6] ?? 'running',
      prompt: prompts[i % prompts.length] ?? '',
      // As macOS may give it: u and its dots apart.
      cwd: i % 10 === 0 ? '/Users/ada/Bu\u0308cher' : '/work/atlas',
      model: i % 7 === 0 ? 'gpt-5.2-Codex' : null,
    });
    store.insert(run);
    all.unshift(run);
  }
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the filter means, said once more in the plainest way. */
function matches(run: Run, filter: RunFilter): boolean {
  const plain = (text: string) => text.normalize('NFC').toLowerCase();
  const text = plain(filter.text?.trim() ?? '');
  const active = run.status === 'running' || run.status === 'verifying';
  return (
    (filter.taskClass === undefined || run.taskClass === filter.taskClass) &&
    (filter.route === undefined || run.route === filter.route) &&
    (filter.status === undefined || (filter.status === 'active' ? active : run.status === filter.status)) &&
    (text === '' ||
      [run.prompt, run.cwd, run.taskClass ?? '', run.model ?? ''].some((field) =>
        plain(field).includes(text),
      ))
  );
}
const ids = (runs: readonly Run[]) => runs.map((run) => run.id);

describe('the list', () => {
  it('comes latest first and in pages', () => {
    const pages: Run[] = [];
    for (
      let page = store.list({}, null, 50);
      page.length > 0;
      page = store.list({}, page.at(-1)?.id ?? '', 50)
    ) {
      pages.push(...page);
    }
    expect(ids(pages)).toEqual(ids(all));
    expect(store.list({}, 'nowhere', 50)).toEqual([]);
  });

  it.each([
    ['usERdto'],
    ['größe'],
    ['三行で'],
    ['三行'],
    ['行'],
    ['"hello" and'],
    ['NOT near * ('],
    ['100%_sure'],
    ['%_s'],
    ['\\ b'],
    ['k'],
    ['"'],
    ["'"],
    ['b\u00fccher'],
    ['Bu\u0308cher'],
    ['codex'],
    ['judge'],
    ['atlas'],
    ['  atlas  '],
    ['   '],
    ['quokka'],
    ['a\0b'],
  ])('finds the text %j wherever it is', (text) => {
    const wanted = all.filter((run) => matches(run, { text: text.replaceAll('\0', '') }));
    expect(ids(store.list({ text }, null, 200))).toEqual(ids(wanted));
  });

  it('does not find a text across two fields', () => {
    expect(store.list({ text: 'sure \\ backslash/work' }, null, 10)).toEqual([]);
  });

  it('answers every combination of filters, on every page, as the plainest reading of them does', () => {
    const filters = fc.record(
      {
        taskClass: fc.constantFrom('rename', 'judge', 'nothing'),
        route: fc.constantFrom('local' as const, 'cloud' as const),
        status: fc.constantFrom(...statuses, 'active' as const),
        text: fc.constantFrom('user', 'ö', 'ok', 'ausgibt', '要約して', 'rename', 'gpt', 'zzz', ''),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, fc.nat({ max: 119 }), fc.integer({ min: 1, max: 30 }), (filter, from, limit) => {
        const wanted = all.slice(from + 1).filter((run) => matches(run, filter));
        expect(ids(store.list(filter, all[from]?.id ?? null, limit))).toEqual(ids(wanted.slice(0, limit)));
      }),
      { numRuns: 300 },
    );
  });

  it('finds a run by its new text after a change, and no longer by the old', () => {
    const run = testRun({ prompt: 'before the change', model: null });
    store.insert(run);
    store.write(run.id, { patch: { prompt: 'after it', model: 'zebra-7b' } });
    expect(store.list({ text: 'before the change' }, null, 10)).toEqual([]);
    expect(ids(store.list({ text: 'ZEBRA' }, null, 10))).toEqual([run.id]);
    store.write(run.id, { patch: { status: 'failed', endedAt: 1 } });
    expect(ids(store.list({ text: 'after it', status: 'failed' }, null, 10))).toEqual([run.id]);
  });

  it('looks at the first 2,000 characters of a prompt', () => {
    const run = testRun({ prompt: `${'x'.repeat(1_990)}inside  ${'y'.repeat(100)} outside` });
    store.insert(run);
    expect(ids(store.list({ text: 'xinside' }, null, 10))).toEqual([run.id]);
    expect(store.list({ text: 'y outside' }, null, 10)).toEqual([]);
  });

  it('takes up runs that a process without FTS5 has left in the queue', () => {
    const run = testRun({ prompt: 'left by another process' });
    store.insert(run);
    const other = new DatabaseSync(file);
    other.exec(`DELETE FROM search WHERE rowid = (SELECT n FROM run WHERE id = '${run.id}');
      INSERT INTO search_queue SELECT n FROM run WHERE id = '${run.id}'`);
    expect(ids(store.list({ text: 'left by another' }, null, 10))).toEqual([run.id]);
    other.exec('DROP TABLE search; INSERT INTO search_queue SELECT n FROM run');
    other.close();
    store.close();
    store = openRunStore({ file });
    expect(ids(store.list({ text: 'left by another' }, null, 10))).toEqual([run.id]);
    expect(store.list({ text: 'userdto' }, null, 200)).toHaveLength(20);
  });
});
