/** The filter survives the URL, and agrees with what the store would list. */
import { describe, expect, it } from 'vitest';
import { sampleRun } from '../test-data/run.ts';
import { isFiltered, matchesFilter, parseFilterSearch, toRunFilter } from './filter.ts';
import { parseQueryString, toQueryString } from './query-string.ts';

describe('filter in the URL', () => {
  it('comes back as it went', () => {
    const search = { class: 'rename', route: 'local', status: 'active', q: 'a & b=12' } as const;
    expect(parseFilterSearch(parseQueryString(toQueryString({ ...search })))).toEqual(search);
  });
  it('drops what is not valid', () => {
    expect(parseFilterSearch({ route: 'moon', status: 'odd', q: 3, class: '' })).toEqual({});
  });
  it('keeps digits as text', () => {
    expect(parseFilterSearch(parseQueryString('?q=12'))).toEqual({ q: '12' });
  });
  it('takes blanks for no filter', () => {
    expect(isFiltered({ q: '   ' })).toBe(false);
    expect(toRunFilter({ q: ' user ' })).toEqual({ text: 'user' });
  });
  it('has no query for no filter', () => {
    expect(toQueryString({ q: '', class: undefined })).toBe('');
  });
});

describe('matchesFilter', () => {
  const run = sampleRun({ taskClass: 'rename', route: 'local', status: 'verifying', cwd: '/repo/App' });
  it('takes verifying for active', () => {
    expect(matchesFilter(run, { status: 'active' })).toBe(true);
    expect(matchesFilter(run, { status: 'running' })).toBe(false);
  });
  it('finds text in the folder without regard to case', () => {
    expect(matchesFilter(run, { text: 'repo/app' })).toBe(true);
    expect(matchesFilter(run, { text: 'elsewhere' })).toBe(false);
  });
  it('needs every part to match', () => {
    expect(matchesFilter(run, { taskClass: 'rename', route: 'local' })).toBe(true);
    expect(matchesFilter(run, { taskClass: 'rename', route: 'cloud' })).toBe(false);
    expect(matchesFilter(run, { taskClass: 'scaffold' })).toBe(false);
  });
});
