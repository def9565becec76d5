/** The height index agrees with adding up by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHeightIndex } from './height-index.ts';

describe('height index', () => {
  it('agrees with a plain sum after any appends and changes', () => {
    const height = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(
        fc.array(height, { minLength: 1, maxLength: 700 }),
        fc.array(fc.tuple(fc.nat(699), height), { maxLength: 50 }),
        (rows, changes) => {
          const index = createHeightIndex();
          const plain: number[] = [];
          for (const row of rows) {
            index.append(row);
            plain.push(row);
          }
          for (const [at, to] of changes) {
            if (at >= plain.length) continue;
            expect(index.set(at, to)).toBe(to - (plain[at] ?? 0));
            plain[at] = to;
          }
          let offset = 0;
          plain.forEach((row, i) => {
            expect(index.offsetOf(i)).toBe(offset);
            expect(index.indexAt(offset)).toBe(i);
            expect(index.indexAt(offset + row - 1)).toBe(i);
            offset += row;
          });
          expect(index.total).toBe(offset);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('stays inside the list', () => {
    const index = createHeightIndex();
    expect(index.indexAt(100)).toBe(0);
    index.append(20);
    index.append(20);
    expect(index.indexAt(-5)).toBe(0);
    expect(index.indexAt(1_000)).toBe(1);
    expect(index.offsetOf(9)).toBe(40);
    expect(index.set(9, 50)).toBe(0);
  });
});
