/** Tests of the run store: what is written is what is read, whatever it holds. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRunStore, type RunStore, RunStoreError } from '../index.ts';
import { say, testEvent, testRun } from '../testing/test-run.ts';

let folder: string;
let file: string;
let store: RunStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-store-'));
  file = join(folder, 'data', 'runs.db');
  store = openRunStore({ file });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const inserted = (over: Parameters<typeof testRun>[0] = {}) => {
  const run = testRun(over);
  store.insert(run);
  return run;
};
const ids = (runs: readonly { id: string }[]) => runs.map((run) => run.id);

describe('runs', () => {
  it('come back as they were written, with every field set', () => {
    const run = inserted({
      parentId: 'p',
      parentKind: 'repeat',
      prompt: 'größe 検索 🎉 \0 "quotes"',
      cwd: '/Users/ada/src/with space',
      sandbox: 'workspace-write',
      runtime: { kind: 'lmstudio', baseUrl: 'http://127.0.0.1:1/v1', rehearsal: true, contextLength: null },
      failure: { code: 'silence', message: 'x' },
      verify: { command: 'make', exitCode: null, output: 'o', durationMs: 1.5 },
      usage: { inputTokens: 4, cachedInputTokens: 3, outputTokens: 2, reasoningTokens: 1 },
      costUsd: 0.000_12,
      firstTokenMs: 12.75,
      signal: 'SIGINT',
      exitCode: 130,
      threadId: 't',
      codexPid: 77,
    });
    expect(store.get(run.id)).toEqual(run);
    const empty = inserted({ taskClass: null, model: null, requestsOffMachine: null });
    expect(store.get(empty.id)).toEqual(empty);
    expect(store.get('nowhere')).toBeNull();
  });

  it('change by patches that touch nothing else', () => {
    const run = inserted();
    store.write(run.id, { patch: { status: 'verifying', activity: 'verify' } });
    store.write(run.id, { patch: { codexPid: null, usage: { ...run.usage, outputTokens: 9 } } });
    expect(store.get(run.id)).toEqual({
      ...run,
      status: 'verifying',
      activity: 'verify',
      usage: { ...run.usage, outputTokens: 9 },
    });
  });

  it('are refused twice, and changed only when known', () => {
    const run = inserted();
    expect(() => store.insert(run)).toThrow(RunStoreError);
    expect(() => store.write('nowhere', { patch: { activity: 'x' } })).toThrow(/no run nowhere/);
    expect(store.list({}, null, 10)).toHaveLength(1);
  });

  it('are found by the beginning of their id', () => {
    const [a, b] = [inserted({ id: 'abc000000001' }), inserted({ id: 'abc000000002' })];
    inserted({ id: 'abd000000001' });
    expect(ids(store.findByPrefix('abc', 10))).toEqual([b.id, a.id]);
    expect(ids(store.findByPrefix('abc', 1))).toEqual([b.id]);
    expect(store.findByPrefix("a'%_", 10)).toEqual([]);
  });

  it('form chains, first attempt first', () => {
    const first = inserted();
    inserted();
    const second = inserted({ chainId: first.id, attempt: 2, parentId: first.id, parentKind: 'escalation' });
    expect(ids(store.chain(second.id))).toEqual([first.id, second.id]);
    expect(ids(store.chain(first.id))).toEqual([first.id, second.id]);
    expect(store.chain('nowhere')).toEqual([]);
  });

  it('are found by thread, and the latest thread by folder', () => {
    inserted({ threadId: 't1', cwd: '/a' });
    const resumed = inserted({ threadId: 't1', cwd: '/b' });
    const later = inserted({ threadId: 't2', cwd: '/a' });
    inserted({ cwd: '/a' });
    expect(store.byThread('t1')?.id).toBe(resumed.id);
    expect(store.byThread('t3')).toBeNull();
    expect(store.latestThread('/a')?.id).toBe(later.id);
    expect(store.latestThread('/c')).toBeNull();
    expect(store.latestThread(null)?.id).toBe(later.id);
  });

  it('suggest their classes and folders', () => {
    for (const [taskClass, cwd] of [
      ['b', '/1'],
      ['a', '/2'],
      [null, '/1'],
      ['a', '/3'],
    ] as const) {
      inserted({ taskClass, cwd });
    }
    expect(store.taskClasses()).toEqual(['a', 'b']);
    expect(store.recentFolders(2)).toEqual(['/3', '/1']);
  });

  it('can be asked to stop until they have ended', () => {
    const run = inserted();
    expect(store.cancelRequested(run.id)).toBe(false);
    expect(store.requestCancel(run.id)).toBe(true);
    expect(store.cancelRequested(run.id)).toBe(true);
    store.write(run.id, { patch: { status: 'cancelled', endedAt: 2 } });
    expect(store.requestCancel(run.id)).toBe(false);
    expect(store.requestCancel('nowhere')).toBe(false);
  });
});

describe('events', () => {
  it('are numbered over all runs and read per run, from either end', () => {
    const [a, b] = [inserted(), inserted()];
    const first = store.write(a.id, { events: [say('1'), say('2')] });
    const other = store.write(b.id, { events: [say('x')] });
    const second = store.write(a.id, { events: [say('3')] });
    const all = [...first, ...second];
    expect([...first, ...other, ...second].map((event) => event.id)).toEqual([1, 2, 3, 4]);
    expect(store.events(a.id, 0, 10)).toEqual(all);
    expect(store.events(a.id, 1, 1)).toEqual(all.slice(1, 2));
    expect(store.eventsBefore(a.id, null, 2)).toEqual(all.slice(1));
    expect(store.eventsBefore(a.id, 4, 10)).toEqual(all.slice(0, 2));
    expect(store.events('nowhere', 0, 10)).toEqual([]);
  });

  it('keep their key, source, time and a body of any size', () => {
    const run = inserted();
    const output = '日本 \u0000 \ud83c\udf89 '.repeat(8_000);
    const body = {
      type: 'command',
      command: 'x',
      status: 'failed',
      exitCode: 1,
      output,
      outputBytes: 5,
      durationMs: null,
    } as const;
    const [event] = store.write(run.id, {
      events: [testEvent(body, { at: 7, source: 'rollout', key: 'item_3' })],
    });
    expect(store.events(run.id, 0, 1)).toEqual([event]);
    expect(event).toEqual({ id: 1, runId: run.id, at: 7, source: 'rollout', key: 'item_3', body });
  });

  it('that cannot be read become `other` events with what is there', () => {
    const run = inserted();
    store.write(run.id, { events: [say('a'), say('b'), say('c')] });
    const other = new DatabaseSync(file);
    other.exec(`UPDATE event SET body = '{"type":"message"' WHERE id = 1;
      UPDATE event SET body = '{"type":"dream","depth":3}', source = 'moon' WHERE id = 2`);
    other.close();
    expect(store.events(run.id, 0, 10).map((event) => event.body)).toEqual([
      { type: 'other', kind: 'unreadable', raw: '{"type":"message"' },
      { type: 'other', kind: 'unreadable', raw: '{"type":"dream","depth":3}' },
      { type: 'message', text: 'c' },
    ]);
  });

  it('and their run are written together or not at all', () => {
    const run = inserted();
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const broken = testEvent({ type: 'other', kind: 'x', raw: circular as unknown as string });
    expect(() =>
      store.write(run.id, {
        patch: { activity: 'new' },
        live: [{ call: 1, kind: 'text', text: 'x' }],
        events: [say('a'), broken],
      }),
    ).toThrow(RunStoreError);
    expect(store.get(run.id)).toEqual(run);
    expect(store.events(run.id, 0, 10)).toEqual([]);
    expect(store.live(run.id)).toEqual([]);
    expect(store.write(run.id, { events: [say('b')] })).toHaveLength(1);
  });
});

describe('live text', () => {
  it('is replaced as a whole and gone when the run ends', () => {
    const run = inserted();
    store.write(run.id, {
      live: [
        { call: 1, kind: 'text', text: 'Ich' },
        { call: 1, kind: 'reasoning', text: 'hm' },
      ],
    });
    expect(store.live(run.id)).toHaveLength(2);
    store.write(run.id, { live: [{ call: 2, kind: 'text', text: 'Ich bin' }] });
    expect(store.live(run.id)).toEqual([{ runId: run.id, call: 2, kind: 'text', text: 'Ich bin' }]);
    store.write(run.id, { events: [say('x')] });
    expect(store.live(run.id)).toHaveLength(1);
    store.write(run.id, {
      patch: { status: 'failed', endedAt: 5 },
      live: [{ call: 2, kind: 'text', text: 'late' }],
    });
    expect(store.live(run.id)).toEqual([]);
    store.write(run.id, { live: [{ call: 2, kind: 'text', text: 'later' }] });
    expect(store.live(run.id)).toEqual([]);
  });

  it('can be cleared', () => {
    const run = inserted();
    store.write(run.id, { live: [{ call: 1, kind: 'tool', text: '{' }] });
    store.write(run.id, { live: [] });
    expect(store.live(run.id)).toEqual([]);
  });
});

describe('changes', () => {
  it('are told once, in order, by a cursor that outlives the process', () => {
    const [a, b] = [inserted(), inserted()];
    const { revision } = store.changesSince(null);
    expect(store.changesSince(revision)).toEqual({ revision, runs: [] });
    store.write(a.id, { patch: { activity: '1' } });
    store.write(b.id, { patch: { activity: '2' } });
    store.write(a.id, { patch: { activity: '3' } });
    store.close();
    store = openRunStore({ file });
    const changes = store.changesSince(revision);
    expect(changes.runs.map((run) => [run.id, run.activity])).toEqual([
      [b.id, '2'],
      [a.id, '3'],
    ]);
    expect(store.changesSince(changes.revision).runs).toEqual([]);
  });

  it('come at most 500 at once, and none is lost', () => {
    for (let i = 0; i < 1_100; i++) inserted();
    const seen: string[] = [];
    let revision = 0;
    for (let page = store.changesSince(revision); page.runs.length > 0; page = store.changesSince(revision)) {
      expect(page.runs.length).toBeLessThanOrEqual(500);
      seen.push(...ids(page.runs));
      revision = page.revision;
    }
    expect(new Set(seen).size).toBe(1_100);
  });

  it('by another connection raise the data version, own ones do not', () => {
    const before = store.dataVersion();
    inserted();
    expect(store.dataVersion()).toBe(before);
    const other = openRunStore({ file });
    other.insert(testRun());
    other.close();
    expect(store.dataVersion()).not.toBe(before);
  });
});

describe('the file', () => {
  it('lies in a folder that only its owner can enter', () => {
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  it('is refused by name when it is no database, and left as it is', () => {
    const broken = join(folder, 'broken.db');
    writeFileSync(broken, 'this is not a database, it is a poem about one');
    expect(() => openRunStore({ file: broken })).toThrow(RunStoreError);
    expect(() => openRunStore({ file: broken })).toThrow(/broken\.db.*Move it away/s);
    expect(readFileSync(broken, 'utf8')).toMatch(/^this is not/);
  });

  it('is refused when a newer Brainswap wrote it', () => {
    store.close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openRunStore({ file })).toThrow(/newer Brainswap \(schema 99/);
  });

  it('is refused in words when its folder cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => openRunStore({ file: join(folder, 'file', 'runs.db') })).toThrow(
      /Could not open the run store/,
    );
  });

  it('is named when it is used after closing', () => {
    store.close();
    expect(() => store.list({}, null, 1)).toThrow(RunStoreError);
    store.close();
  });
});
