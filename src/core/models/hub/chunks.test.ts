/** The mathematics of ranges, and the journal that remembers them. */
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addInterval, clipTo, covered, gapsOf, type Interval, prefixOf } from './intervals.ts';
import { journalHeader, journalLines, parseJournal } from './journal.ts';
import { openPartial, promotePartial, readLeftover, sweepLeftovers } from './partial-file.ts';
import { createRate } from './rate.ts';
import { newWork, takeRange } from './work.ts';

const size = 64;
const interval = fc
  .tuple(fc.nat(size), fc.nat(size))
  .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const intervals = fc.array(interval, { maxLength: 12 });
const build = (list: readonly Interval[]) =>
  list.reduce<Interval[]>((all, each) => addInterval(all, each), []);
const bytesOf = (list: readonly Interval[]) =>
  new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)));
const owner = { hash: 'ab'.repeat(32), size };

describe('intervals', () => {
  it('are the set of their bytes, sorted, and never touch', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const built = build(list);
        expect(bytesOf(built)).toEqual(new Set([...bytesOf(list)].sort((a, b) => a - b)));
        expect(covered(built)).toBe(bytesOf(list).size);
        built.slice(1).forEach((each, index) => {
          expect(each.start).toBeGreaterThan(built[index]?.end ?? size);
        });
      }),
    );
  });

  it('and their gaps fill a file without overlap', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const built = build(list);
        const gaps = gapsOf(built, size);
        expect(covered(gaps) + covered(built)).toBe(size);
        expect(covered(build([...built, ...gaps]))).toBe(size);
        expect(prefixOf(built)).toBe(built[0]?.start === 0 ? built[0].end : 0);
        expect(covered(clipTo(built, 10))).toBe([...bytesOf(list)].filter((byte) => byte < 10).length);
      }),
    );
  });
});

describe('taking ranges', () => {
  it('gives every byte to exactly one connection, whatever is there already', () => {
    const mebibyte = 1024 * 1024;
    const file = fc.record({ mebibytes: fc.integer({ min: 0, max: 400 }), there: intervals });
    fc.assert(
      fc.property(fc.array(file, { maxLength: 5 }), fc.integer({ min: 1, max: 9 }), (specs, connections) => {
        const works = specs.map(({ mebibytes, there }, index) => {
          const bytes = mebibytes * mebibyte;
          return newWork(
            { path: `${index}`, size: bytes, hash: `${index}`, lfs: true },
            clipTo(build(there), bytes),
          );
        });
        const taken = works.map(({ leftover }) => [...leftover]);
        for (let range = takeRange(works, connections); range; range = takeRange(works, connections)) {
          const index = works.indexOf(range.work);
          const before = taken[index] ?? [];
          const after = addInterval(before, range);
          expect(covered(after) - covered(before)).toBe(range.end - range.start);
          taken[index] = after;
        }
        works.forEach(({ file: { size: bytes } }, index) => {
          expect(covered(taken[index] ?? [])).toBe(bytes);
        });
      }),
    );
  });

  it('begins with files that nobody is at', () => {
    const works = [1, 2, 3].map((n) => newWork({ path: `${n}`, size: 5e8, hash: `${n}`, lfs: true }, []));
    const taken = [1, 2, 3, 4].map(() => takeRange(works, 4)?.work.file.path);
    expect(taken.slice(0, 3)).toEqual(['1', '2', '3']);
  });
});

describe('a journal', () => {
  it('cut at any byte vouches for nothing that was not written', () => {
    fc.assert(
      fc.property(intervals, fc.nat(400), (list, cut) => {
        const text = (journalHeader(owner) + journalLines(list)).slice(0, cut);
        const read = parseJournal(text, owner);
        if (read) for (const byte of bytesOf(read)) expect(bytesOf(list).has(byte)).toBe(true);
      }),
    );
  });

  it('is read back whole', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        expect(parseJournal(journalHeader(owner) + journalLines(list), owner)).toEqual(build(list));
      }),
    );
  });

  it.each([
    ['of another file', journalHeader({ ...owner, hash: 'cd' }), null],
    ['of another size', journalHeader({ ...owner, size: 65 }), null],
    ['that is none', 'hello', null],
    ['with bad lines', `${journalHeader(owner)}x\n5-3\n-1-4\n0-65\n1e1-20\n3-9\n`, [{ start: 3, end: 9 }]],
  ])('%s is not believed', (_, text, expected) => expect(parseJournal(text, owner)).toEqual(expected));
});

describe('a partial file', () => {
  function temporary(): string {
    const folder = mkdtempSync(join(tmpdir(), 'brainswap-partial-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }
  const partialPath = (blobs: string) => join(blobs, `${owner.hash}.brainswap-partial`);
  const journalPath = (blobs: string) => join(blobs, `${owner.hash}.brainswap-journal`);

  it('goes on where it was, and becomes the blob', async () => {
    const blobs = temporary();
    const first = await openPartial(blobs, owner, []);
    await first.write([Buffer.alloc(10, 'b'), Buffer.alloc(6, 'c')], 32);
    await first.close();
    appendFileSync(journalPath(blobs), '0-6');
    const leftover = await readLeftover(blobs, owner);
    expect(leftover).toEqual([{ start: 32, end: 48 }]);
    const second = await openPartial(blobs, owner, leftover);
    await second.write([Buffer.alloc(32, 'a')], 0);
    await second.write([Buffer.alloc(16, 'd')], 48);
    expect(second.done).toEqual([{ start: 0, end: 64 }]);
    await second.close();
    await promotePartial(blobs, owner.hash);
    const text = readFileSync(join(blobs, owner.hash), 'utf8');
    expect(text).toBe('a'.repeat(32) + 'b'.repeat(10) + 'c'.repeat(6) + 'd'.repeat(16));
    expect(existsSync(journalPath(blobs))).toBe(false);
  });

  it('leaves nothing behind when its process died between making the blob and tidying up', async () => {
    const blobs = temporary();
    const other = 'cd'.repeat(32);
    for (const name of [owner.hash, `${owner.hash}.brainswap-journal`, `${owner.hash}.brainswap-journal.new`])
      writeFileSync(join(blobs, name), '');
    for (const name of [
      `${other}.brainswap-partial`,
      `${other}.brainswap-journal`,
      `${owner.hash}.incomplete`,
    ])
      writeFileSync(join(blobs, name), '');
    await sweepLeftovers(blobs);
    expect(readdirSync(blobs).sort()).toEqual(
      [
        owner.hash,
        `${owner.hash}.incomplete`,
        `${other}.brainswap-journal`,
        `${other}.brainswap-partial`,
      ].sort(),
    );
  });

  it('that is shorter than its journal says, or gone, is not believed', async () => {
    const blobs = temporary();
    const file = await openPartial(blobs, owner, []);
    await file.write([Buffer.alloc(64)], 0);
    await file.close();
    truncateSync(partialPath(blobs), 20);
    expect(await readLeftover(blobs, owner)).toEqual([{ start: 0, end: 20 }]);
    rmSync(partialPath(blobs));
    expect(await readLeftover(blobs, owner)).toEqual([]);
    writeFileSync(partialPath(blobs), 'x'.repeat(64));
    rmSync(journalPath(blobs));
    expect(await readLeftover(blobs, owner)).toEqual([]);
  });
});

it('a rate is right from its first sample on, and follows a change', () => {
  let time = 0;
  const rate = createRate(() => time);
  const run = (seconds: number, perSecond: number) => {
    for (let step = 0; step < seconds * 10; step++) {
      time += 100;
      rate.add(perSecond / 10);
    }
    return rate.read() ?? 0;
  };
  expect(rate.read()).toBeNull();
  expect(run(1, 1000)).toBeCloseTo(1000, 0);
  expect(run(30, 5000)).toBeGreaterThan(4900);
});
