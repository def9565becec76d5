/** Long text, cut in the middle. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip } from './clip.ts';

describe('clipping text', () => {
  it('leaves text within the limit alone', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('', 0)).toBe('');
  });

  it('keeps the beginning and the end and says how much is missing', () => {
    expect(clip(`${'a'.repeat(5_000)}${'b'.repeat(5_000)}`, 10)).toBe(
      'aaaaa\n… 9,990 characters left out …\nbbbbb',
    );
  });

  it('is bounded, never splits a character, and accounts for every one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(100), (text, limit) => {
        const clipped = clip(text, limit);
        expect(clipped.isWellFormed()).toBe(true);
        if (text.length <= limit) return;
        const match = /^([\s\S]*)\n… ([\d,]+) characters left out …\n([\s\S]*)$/.exec(clipped);
        const [, head = '', missing = '', tail = ''] = match ?? [];
        expect(head.length + tail.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
        expect(head.length + tail.length + Number(missing.replaceAll(',', ''))).toBe(text.length);
      }),
    );
  });
});
