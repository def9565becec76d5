/** Following a file while it grows, is cut and is replaced. */
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { RolloutError } from './error.ts';
import { tailRollout } from './tail-rollout.ts';

const folder = mkdtempSync(join(tmpdir(), 'tail-rollout-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = (content: string | null = '') => {
  const file = join(folder, `${++files}.jsonl`);
  if (content !== null) writeFileSync(file, content);
  return file;
};

function follow(file: string, fromByte = 0, signal?: AbortSignal) {
  const lines: string[] = [];
  const tail = tailRollout({
    file,
    fromByte,
    onLine: (line) => lines.push(line),
    ...(signal ? { signal } : {}),
  });
  const until = (count: number) =>
    vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(count), 5_000);
  return { lines, tail, until };
}

describe('tailRollout', () => {
  it('gives lines as they are written and holds half lines back', async () => {
    const file = newFile('one\nha');
    const { lines, tail, until } = follow(file);
    await until(1);
    expect(lines).toEqual(['one']);
    appendFileSync(file, 'lf\nthree\n');
    await until(3);
    expect(lines).toEqual(['one', 'half', 'three']);
    await tail.finish();
  });

  it('begins where it is told to', async () => {
    const { lines, tail } = follow(newFile('old\nnew\n'), 4);
    await tail.finish();
    expect(lines).toEqual(['new']);
  });

  it('reads all that was written before finish, with or without a last newline', async () => {
    const file = newFile();
    const { lines, tail } = follow(file);
    appendFileSync(file, 'a\nb');
    await tail.finish();
    expect(lines).toEqual(['a', 'b']);
  });

  it('puts lines together whatever the pieces they were written in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, '')),
          { maxLength: 8 },
        ),
        fc.array(fc.nat(40), { maxLength: 8 }),
        async (wanted, cuts) => {
          const bytes = Buffer.from(wanted.map((line) => `${line}\n`).join(''));
          const file = newFile();
          const { lines, tail } = follow(file);
          const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
          for (const [index, end] of ends.entries()) {
            appendFileSync(file, bytes.subarray(ends[index - 1] ?? 0, end));
            await new Promise((resolve) => setImmediate(resolve));
          }
          await tail.finish();
          expect(lines).toEqual(wanted);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('starts anew when the file is cut or replaced', async () => {
    const file = newFile('first line\n');
    const { lines, tail, until } = follow(file);
    await until(1);
    writeFileSync(file, 'cut\n');
    await until(2);
    const other = newFile('replaced by a longer file\n');
    renameSync(other, file);
    await until(3);
    appendFileSync(file, 'and on\n');
    await until(4);
    await tail.finish();
    expect(lines).toEqual(['first line', 'cut', 'replaced by a longer file', 'and on']);
  });

  it('waits for a file that is not there yet', async () => {
    const file = newFile(null);
    const { lines, tail, until } = follow(file);
    writeFileSync(file, 'late\n');
    await until(1);
    await tail.finish();
    expect(lines).toEqual(['late']);
  });

  it('reads a line of several megabytes', async () => {
    const long = 'ü'.repeat(3_000_000);
    const { lines, tail } = follow(newFile(`${long}\nshort\n`));
    await tail.finish();
    expect(lines).toEqual([long, 'short']);
  });

  it('says nothing after it was stopped', async () => {
    const file = newFile('a\n');
    const stop = new AbortController();
    const { lines, tail, until } = follow(file, 0, stop.signal);
    await until(1);
    stop.abort();
    appendFileSync(file, 'b\n');
    await tail.finish();
    expect(lines).toEqual(['a']);
  });

  it('tells at the end that the file could not be read', async () => {
    const { tail } = follow(folder);
    await expect(tail.finish()).rejects.toThrow(RolloutError);
  });
});
