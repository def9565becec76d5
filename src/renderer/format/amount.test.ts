/** Amounts stay short and keep their unit. */
import { describe, expect, it } from 'vitest';
import {
  aboutMoney,
  countOf,
  formatBytes,
  formatContext,
  formatMoney,
  formatRate,
  formatTokens,
  percentOf,
} from './amount.ts';

describe('amounts', () => {
  it('shortens tokens', () => {
    expect([0, 999, 1_000, 3_140, 9_960, 48_200, 999_600, 1_240_000].map(formatTokens)).toEqual([
      '0',
      '999',
      '1k',
      '3.1k',
      '10k',
      '48k',
      '1M',
      '1.2M',
    ]);
  });
  it('says a context as its model card does', () => {
    expect([32_768, 200_000, 131_072].map(formatContext)).toEqual(['32k', '200k', '128k']);
  });
  it('gives bytes a unit', () => {
    expect([0, 999, 6_812, 40_298, 999_600, 2_147_483_648].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '6.8 KB',
      '40 KB',
      '1 MB',
      '2.1 GB',
    ]);
  });
  it('never shows a small cost as nothing', () => {
    expect([0, 0.0004, 0.42, 14.2, 1204.4].map(formatMoney)).toEqual([
      '$0',
      '<$0.01',
      '$0.42',
      '$14.20',
      '$1,204',
    ]);
  });
  it('marks an estimate', () => {
    expect([0, 0.0004, 0.42].map(aboutMoney)).toEqual(['about $0', 'under $0.01', 'about $0.42']);
  });
  it('has no share of nothing', () => {
    expect(percentOf(0, 0)).toBeNull();
    expect(percentOf(5, 7)).toBe(71);
  });
  it('counts in words', () => {
    expect(countOf(1, 'run')).toBe('1 run');
    expect(countOf(12_400, 'run')).toBe('12,400 runs');
    expect(countOf(2, 'try', 'tries')).toBe('2 tries');
  });
  it('gives rates one decimal when slow', () => {
    expect(formatRate(8.31)).toBe('8.3 tok/s');
    expect(formatRate(41.4)).toBe('41 tok/s');
  });
});
