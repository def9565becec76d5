/** Durations read as a person would say them. */
import { describe, expect, it } from 'vitest';
import { formatClock, formatDuration } from './duration.ts';

describe('formatDuration', () => {
  it.each([
    [0, '<0.1 s'],
    [-5, '<0.1 s'],
    [200, '0.2 s'],
    [4_000, '4 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [31_400, '31 s'],
    [59_600, '1 m 00 s'],
    [65_000, '1 m 05 s'],
    [3_599_400, '59 m 59 s'],
    [3_600_000, '1 h 00 m'],
    [7_380_000, '2 h 03 m'],
  ])('says %d ms as %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

describe('formatClock', () => {
  it('keeps two digits for minutes and seconds', () => {
    expect(formatClock(12_900)).toBe('00:12');
    expect(formatClock(754_000)).toBe('12:34');
  });
  it('shows hours only when there are some', () => {
    expect(formatClock(3_723_000)).toBe('1:02:03');
  });
});
