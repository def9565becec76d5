/** Lines out of bytes that come in any pieces. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from './lines.ts';

/** Cuts bytes at the given places, whatever stands there. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...sorted, bytes.length].map((end, at) => bytes.subarray(sorted[at - 1] ?? 0, end));
}
function split(chunks: readonly Uint8Array[], limit?: number): string[] {
  const splitter = createLineSplitter(limit);
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

describe('splitting bytes into lines', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));

  it('gives the same lines however the bytes are cut, in the middle of characters and line ends too', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat()),
        (lines, lineEnd, places) => {
          const bytes = Buffer.from(lines.map((text) => text + lineEnd).join(''));
          expect(split(cut(bytes, places))).toEqual(lines);
        },
      ),
    );
  });

  it('gives a last line without its end, and no empty one after the last end', () => {
    expect(split([Buffer.from('a\nb')])).toEqual(['a', 'b']);
    expect(split([Buffer.from('a\nb\n')])).toEqual(['a', 'b']);
    expect(split([Buffer.from('\n\n')])).toEqual(['', '']);
    expect(split([])).toEqual([]);
  });

  it('cuts a line at the limit and is ready for the next one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.nat(200),
        fc.array(fc.nat()),
        (limit, length, places) => {
          const bytes = Buffer.from(`${'x'.repeat(length)}\nnext\n`);
          const [first, second] = split(cut(bytes, places), limit);
          expect(first).toBe('x'.repeat(Math.min(length, limit)));
          expect(second).toBe('next'.slice(0, limit));
        },
      ),
    );
  });

  it('does not look at a chunk again after it was pushed', () => {
    const splitter = createLineSplitter();
    const chunk = Buffer.from('half');
    splitter.push(chunk);
    chunk.fill('!');
    expect(splitter.push(Buffer.from(' line\n'))).toEqual(['half line']);
  });

  it('reads a part of a larger buffer', () => {
    const bytes = new Uint8Array(Buffer.from('xxa\nbxx')).subarray(2, 5);
    expect(split([bytes])).toEqual(['a', 'b']);
  });
});
