/** Moments grow coarser as they grow older. */
import { describe, expect, it } from 'vitest';
import { formatDay, formatExactly, formatShortDay, formatWhen } from './moment.ts';

const now = new Date(2026, 2, 5, 15, 0, 0).getTime();

describe('formatWhen', () => {
  it.each([
    [new Date(2026, 2, 5, 14, 59, 30), 'now'],
    [new Date(2026, 2, 5, 14, 56, 0), '4 m ago'],
    [new Date(2026, 2, 5, 9, 5, 0), '09:05'],
    [new Date(2026, 2, 3, 9, 5, 0), 'Tue 09:05'],
    [new Date(2026, 0, 3, 9, 5, 0), '3 Jan'],
    [new Date(2024, 0, 3, 9, 5, 0), '3 Jan 2024'],
  ])('says %s as %s', (date, words) => {
    expect(formatWhen(date.getTime(), now)).toBe(words);
  });
  it('treats a clock that runs ahead as now', () => {
    expect(formatWhen(now + 5_000, now)).toBe('now');
  });
});

it('formatExactly names the second', () => {
  expect(formatExactly(new Date(2026, 2, 5, 14, 3, 9).getTime())).toBe('Thu 5 Mar 2026, 14:03:09');
});

it('formatDay names weekday and month, and leaves what it does not know', () => {
  expect(formatDay('2026-03-03')).toBe('Tue 3 Mar');
  expect(formatDay('soon')).toBe('soon');
  expect(formatShortDay('2026-03-03')).toBe('3 Mar');
  expect(formatShortDay('soon')).toBe('soon');
});
