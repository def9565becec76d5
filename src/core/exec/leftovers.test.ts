/** Copies that a killed Brainswap left behind. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedRun } from '../../../test/fixtures/seed-run.ts';
import { openRunStore, type RunStore } from '../runs/index.ts';
import { keptFor, noteLeftovers, snapshotFolder, sweepLeftovers } from './leftovers.ts';

let folder: string;
let store: RunStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-leftovers-'));
  store = openRunStore({ file: join(folder, 'runs.db') });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const copyOf = (id: string) => {
  const copy = snapshotFolder(folder, id);
  mkdirSync(join(copy, 'files'), { recursive: true });
  writeFileSync(join(copy, 'manifest'), 'x');
  return copy;
};

describe('noteLeftovers', () => {
  it('says on the interrupted run where the copy lies, and nothing on runs without one', () => {
    store.insert(seedRun(1_000, { id: 'aaaaaaaaaaaa' }));
    store.insert(seedRun(2_000, { id: 'bbbbbbbbbbbb' }));
    const copy = copyOf('aaaaaaaaaaaa');
    noteLeftovers(store, folder, ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'], 3_000);
    expect(store.events('aaaaaaaaaaaa', 0, 10).map(({ body }) => body)).toEqual([
      { type: 'note', message: expect.stringContaining(copy) },
    ]);
    expect(store.events('bbbbbbbbbbbb', 0, 10)).toEqual([]);
  });
});

describe('sweepLeftovers', () => {
  it('deletes copies a week after the run ended, keeps young ones, running ones and strangers', async () => {
    const now = Date.now() + 2 * keptFor;
    store.insert(seedRun(1_000, { id: 'oldoldoldold' }));
    store.insert(seedRun(1_000, { id: 'youngyoungyo', endedAt: now - keptFor + 1_000 }));
    store.insert(seedRun(1_000, { id: 'goinggoinggo', status: 'running' }));
    const [old, young, going, stranger] = ['oldoldoldold', 'youngyoungyo', 'goinggoinggo', 'stranger'].map(
      copyOf,
    );
    expect(await sweepLeftovers(store, folder, now)).toEqual(['oldoldoldold']);
    expect([old, young, going, stranger].map((copy) => existsSync(copy ?? ''))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('has nothing to do where there never was a copy', async () => {
    expect(await sweepLeftovers(store, folder, Date.now())).toEqual([]);
  });
});
