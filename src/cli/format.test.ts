/** Figures and tables for the terminal. */
import { describe, expect, it } from 'vitest';
import type { Run } from '../core/schema/index.ts';
import { count, duration, elapsed, moment, money, state, table } from './format.ts';

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [65_000, '1 min 5 s'],
    [3_600_000, '1 h'],
    [3_599_700, '1 h'],
    [7_380_000, '2 h 3 min'],
  ])('of %d ms is %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});

describe('a count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1.0k'],
    [999_949, '999.9k'],
    [999_950, '1.0M'],
    [1_234_567, '1.2M'],
  ])('of %d is %s', (value, words) => {
    expect(count(value)).toBe(words);
  });
});

describe('money', () => {
  it.each([
    [null, 'no price'],
    [0, 'about $0'],
    [0.000_000_2, 'less than $0.0001'],
    [0.0031, 'about $0.0031'],
    [0.001, 'about $0.001'],
    [0.0099, 'about $0.0099'],
    [1.005, 'about $1.00'],
    [12.5, 'about $12.50'],
  ])('of %d is %s', (usd, words) => {
    expect(money(usd)).toBe(words);
  });
});

describe('a moment and a state', () => {
  it('are in local time, and in a shape and a word', () => {
    expect(moment(new Date(2026, 0, 2, 3, 4).getTime())).toBe('2026-01-02 03:04');
    expect(state({ status: 'failed' } as Run)).toBe('✗ failed');
  });

  it('tell how long a run goes on, or went on', () => {
    const run = { status: 'running', startedAt: 1_000, endedAt: null } as Run;
    expect(elapsed(run, 3_000)).toBe('2 s');
    expect(elapsed({ ...run, status: 'succeeded', endedAt: 2_000 }, 9_000)).toBe('1 s');
    expect(elapsed({ ...run, status: 'interrupted' }, 9_000)).toBe('0 ms');
  });
});

describe('a table', () => {
  it('has columns of one width, but for the last', () => {
    expect(
      table(
        [
          ['a', 'bb', 'c'],
          ['aaa', 'b', 'cccc'],
        ],
        80,
      ),
    ).toBe('a    bb  c\naaa  b   cccc\n');
  });

  it('keeps a column that later rows lack', () => {
    expect(table([['a', 'b', 'c'], ['aaa']], 80)).toBe('a    b  c\naaa\n');
  });

  it('is cut to the terminal, between characters', () => {
    expect(table([['abcdef']], 4)).toBe('abc…\n');
    expect(table([['ab😀def']], 4)).toBe('ab…\n');
    expect(table([], 4)).toBe('');
  });

  it('shows what would steer the terminal', () => {
    expect(table([['\u001b[2J\u0007']], 80)).toBe('␛[2J␇\n');
  });
});
