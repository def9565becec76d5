/** Nothing of others steers the terminal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';

describe('printable text', () => {
  it('shows control characters instead of sending them', () => {
    expect(printable('\u001b[31mred\u001b[0m\b\u0000\u007f')).toBe('␛[31mred␛[0m␈␀␡');
    expect(printable('a\u009b31m\u202eb')).toBe('a\ufffd31m\ufffdb');
    expect(printable('10 %\r20 %')).toBe('10 %␍20 %');
  });

  it('leaves lines, tabs and all writing alone', () => {
    expect(printable('a\tb\nc\r\nd ü 漢字 😀 \u200d')).toBe('a\tb\nc\nd ü 漢字 😀 \u200d');
  });

  it('never lets an escape through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
        expect(printable(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});
