/** Statements about the menu's words. */
import { describe, expect, it } from 'vitest';
import { contextWords, count, money, oneLine, statusWords, timeWords } from './words.ts';

describe('the words of the menu', () => {
  it('says money with cents', () => {
    expect([0, 3.1, 14.205].map(money)).toEqual(['$0.00', '$3.10', '$14.21']);
  });

  it('says context in the unit it was loaded with', () => {
    expect([512, 4_096, 32_768, 200_000, 262_144].map(contextWords)).toEqual([
      '512',
      '4k',
      '32k',
      '200k',
      '256k',
    ]);
  });

  it('says time in its two largest units, never below zero', () => {
    expect([-5, 400, 12_000, 65_000, 7_380_000].map(timeWords)).toEqual([
      '0 s',
      '0 s',
      '12 s',
      '1 min 5 s',
      '2 h 3 min',
    ]);
  });

  it('counts one and many', () => {
    expect([count(1, 'run'), count(0, 'run'), count(2, 'run')]).toEqual(['one run', '0 runs', '2 runs']);
  });

  it('folds text to one line and cuts it between letters, not inside one', () => {
    expect(oneLine('  Rename\n\tUserDTO  ', 30)).toBe('Rename UserDTO');
    expect(oneLine('🦊🦊🦊🦊', 3)).toBe('🦊🦊…');
  });

  it('gives every status a word beside its mark', () => {
    for (const status of [
      'running',
      'verifying',
      'succeeded',
      'failed',
      'cancelled',
      'interrupted',
    ] as const) {
      expect(statusWords(status)).toMatch(/^\S [a-z]+$/u);
    }
  });
});
