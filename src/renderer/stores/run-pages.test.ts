/** The run list stays sorted, filtered and free of doubles while runs change. */
import { describe, expect, it } from 'vitest';
import { sampleRun } from '../test-data/run.ts';
import { appendPage, takeChanges } from './run-pages.ts';

const run = (id: string, fields = {}) => sampleRun({ id, ...fields });
const ids = (runs: readonly { id: string }[]) => runs.map((each) => each.id);

describe('run list', () => {
  it('joins pages without doubles, latest first', () => {
    expect(ids(appendPage([run('d'), run('c')], [run('c'), run('b'), run('a')]))).toEqual([
      'd',
      'c',
      'b',
      'a',
    ]);
  });
  it('puts a new run on top and replaces a changed one', () => {
    const next = takeChanges([run('b'), run('a')], [run('c'), run('a', { activity: 'new' })], {}, true);
    expect(ids(next)).toEqual(['c', 'b', 'a']);
    expect(next[2]?.activity).toBe('new');
  });
  it('drops a run that no longer matches', () => {
    const next = takeChanges([run('a', { status: 'running' })], [run('a')], { status: 'active' }, false);
    expect(next).toEqual([]);
  });
  it('leaves an older run to its page while there are more to load', () => {
    expect(ids(takeChanges([run('c')], [run('a')], {}, true))).toEqual(['c']);
    expect(ids(takeChanges([run('c')], [run('a')], {}, false))).toEqual(['c', 'a']);
  });
});
