/** Tests of the run store between processes: writing at once, being killed, recovering. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunFeed, openRunStore, type RunStore } from '../index.ts';
import { say, testRun } from '../testing/test-run.ts';

let folder: string;
let file: string;
let store: RunStore | null = null;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-processes-'));
  file = join(folder, 'runs.db');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  store?.close();
  store = null;
  rmSync(folder, { recursive: true, force: true });
});

function startWriter(runs: number, ...more: string[]): ChildProcess {
  const program = join(import.meta.dirname, '../testing/writer.ts');
  const child = spawn(process.execPath, [program, file, String(runs), ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

/** Resolves to what the process said on stderr and its exit code. */
async function ended(child: ChildProcess): Promise<{ code: unknown; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('processes', () => {
  it('may open a new store and write to it at once', async () => {
    const writers = [startWriter(60), startWriter(60), startWriter(60)].map(ended);
    store = openRunStore({ file });
    for (let i = 0; i < 60; i++) {
      const run = testRun();
      store.insert(run);
      store.write(run.id, { events: [say('x')], patch: { status: 'succeeded', endedAt: Date.now() } });
    }
    expect(await Promise.all(writers)).toEqual(Array(3).fill({ code: 0, stderr: '' }));
    const runs = store.list({}, null, 500);
    expect(runs).toHaveLength(240);
    expect(new Set(runs.map((run) => run.status))).toEqual(new Set(['succeeded']));
    expect(store.stats(2, Date.now()).classes.reduce((sum, stats) => sum + stats.runs, 0)).toBe(240);
    const events = runs.flatMap((run) => store?.events(run.id, 0, 100) ?? []);
    expect(events).toHaveLength(3 * 60 * 10 + 60);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    expect(store.list({ text: 'userdto' }, null, 500)).toHaveLength(240);
  }, 30_000);

  it('that are killed leave whole writes, and their runs are marked as interrupted', async () => {
    const writer = startWriter(3, 'keep');
    await once(writer.stdout ?? writer, 'data');
    writer.kill('SIGKILL');
    await once(writer, 'close');
    store = openRunStore({ file });
    const own = testRun();
    store.insert(own);
    const [lost] = store.list({ status: 'active', text: '' }, null, 10).filter((run) => run.id !== own.id);
    if (!lost) throw new Error('the writer left no run');
    expect(store.live(lost.id)).toHaveLength(1);
    const before = store.changesSince(null).revision;

    expect(store.recoverInterrupted(isAlive)).toEqual([lost.id]);
    expect(store.get(lost.id)).toMatchObject({
      status: 'interrupted',
      endedAt: lost.startedAt,
      failure: { code: 'interrupted', message: expect.stringContaining(`process ${writer.pid}`) },
    });
    expect(store.events(lost.id, 0, 100)).toHaveLength(10);
    expect(store.live(lost.id)).toEqual([]);
    expect(store.get(own.id)?.status).toBe('running');
    expect(store.changesSince(before).runs.map((run) => run.id)).toEqual([lost.id]);
    expect(store.stats(2, Date.now()).classes).toMatchObject([{ runs: 3, succeeded: 2 }]);
    expect(store.recoverInterrupted(isAlive)).toEqual([]);
  }, 30_000);

  it('killed in the middle of writing leave a store that opens, with sums that agree', async () => {
    const writer = startWriter(100_000);
    store = openRunStore({ file });
    await expect.poll(() => store?.list({}, null, 30).length, { timeout: 20_000 }).toBe(30);
    writer.kill('SIGKILL');
    await once(writer, 'close');
    store.close();
    store = openRunStore({ file });
    store.recoverInterrupted(() => false);
    const counted = store.stats(2, Date.now()).classes.reduce((sum, stats) => sum + stats.runs, 0);
    let listed = 0;
    let page = store.list({}, null, 500);
    while (page.length > 0) {
      listed += page.length;
      page = store.list({}, page.at(-1)?.id ?? null, 500);
    }
    expect(counted).toBe(listed);
  }, 30_000);

  it('see a cancel that another one asked for', () => {
    store = openRunStore({ file });
    const run = testRun();
    store.insert(run);
    const other = openRunStore({ file });
    const before = store.dataVersion();
    expect(other.requestCancel(run.id)).toBe(true);
    other.close();
    expect(store.dataVersion()).not.toBe(before);
    expect(store.cancelRequested(run.id)).toBe(true);
  });

  it('hear of each other through the feed', async () => {
    store = openRunStore({ file });
    const feed = createRunFeed(store);
    let news = 0;
    feed.subscribe(() => {
      news += 1;
    });
    const writer = startWriter(1);
    expect(await ended(writer)).toEqual({ code: 0, stderr: '' });
    await expect.poll(() => news).toBeGreaterThan(0);
    feed.close();
  }, 30_000);
});

describe('recovery', () => {
  it('does not believe in a run of two days, though its pid is alive again', () => {
    let now = Date.now();
    store = openRunStore({ file, now: () => now });
    const run = testRun({ startedAt: now });
    store.insert(run);
    store.write(run.id, { events: [{ ...say('x'), at: now + 77 }] });
    expect(store.recoverInterrupted(() => true)).toEqual([]);
    now += 3 * 24 * 3_600_000;
    expect(store.recoverInterrupted(() => true)).toEqual([run.id]);
    expect(store.get(run.id)?.endedAt).toBe(run.startedAt + 77);
  });
});
