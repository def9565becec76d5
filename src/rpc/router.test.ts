/** Tests of the router: every procedure, and the words of its refusals. */
import { createRouterClient, ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../core/schema/index.ts';
import { createRouter } from './router.ts';
import { openTestBrainswap, type TestBrainswap, testRun } from './testing/open-brainswap.ts';

let brainswap: TestBrainswap;
const opened: string[] = [];
const openFolder = (folder: string) => {
  opened.push(folder);
  return folder === '/gone' ? Promise.reject(new Error('no such folder')) : Promise.resolve();
};
const connect = (options: Partial<Parameters<typeof createRouter>[1]> = {}) =>
  createRouterClient(createRouter(brainswap, { openFolder, origin: 'dashboard', ...options }), {
    context: {},
  });
type Client = ReturnType<typeof connect>;
let client: Client;

beforeEach(() => {
  brainswap = openTestBrainswap();
  client = connect();
});
afterEach(() => brainswap.dispose());

const refusal = async (work: Promise<unknown>): Promise<ORPCError<string, unknown>> => {
  const error: unknown = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof ORPCError)) throw new Error('was not refused');
  return error;
};

describe('runs', () => {
  it('come in pages, latest first, until there are no more', async () => {
    const ids = Array.from({ length: 5 }, (_, i) => {
      const run = testRun({ prompt: `task ${i}` });
      brainswap.store.insert(run);
      return run.id;
    }).reverse();
    const first = await client.runs.list({ limit: 2 });
    const second = await client.runs.list({ limit: 2, cursor: first.nextCursor });
    const third = await client.runs.list({ limit: 2, cursor: second.nextCursor });
    expect([first, second, third].flatMap((page) => page.runs.map((run) => run.id))).toEqual(ids);
    expect(third.nextCursor).toBeNull();
  });

  it('carry only the beginning of a long prompt in a list, and all of it alone', async () => {
    const run = testRun({
      prompt: 'x'.repeat(60_000),
      verify: { command: 'make', exitCode: 1, output: `${'y'.repeat(9_000)}end`, durationMs: 1 },
    });
    brainswap.store.insert(run);
    const [brief] = (await client.runs.list({})).runs;
    expect(brief?.prompt).toHaveLength(2_000);
    expect(brief?.verify?.output).toMatch(/^y{1997}end$/);
    expect((await client.runs.get({ id: run.id })).prompt).toHaveLength(60_000);
  });

  it('are refused in words when unknown, by every procedure that takes one', async () => {
    const id = 'nowhere';
    const refusals = await Promise.all([
      refusal(client.runs.get({ id })),
      refusal(client.runs.chain({ id })),
      refusal(client.runs.watch({ id })),
      refusal(client.runs.events({ id, beforeEventId: 1 })),
      refusal(client.runs.cancel({ id })),
      refusal(client.runs.repeat({ id, route: 'cloud' })),
      refusal(client.runs.openFolder({ id })),
      refusal(client.runs.list({ cursor: id })),
    ]);
    for (const error of refusals) {
      expect(error.code).toBe('NOT_FOUND');
      expect(error.message).toMatch(/There is no run nowhere/);
    }
  });

  it('are started, repeated and cancelled in the name of the window', async () => {
    const { id } = await client.runs.start({
      prompt: 'hi',
      cwd: '/w',
      taskClass: null,
      route: 'auto',
      sandbox: 'read-only',
      verify: null,
      localOnly: false,
    });
    const again = await client.runs.repeat({ id, route: 'cloud' });
    expect((await client.runs.get(again)).parentId).toBe(id);
    expect((await client.runs.get({ id })).origin).toBe('dashboard');
    expect((await client.runs.cancel({ id })).accepted).toBe(true);
    expect(brainswap.store.cancelRequested(id)).toBe(true);
  });

  it('give their chain, first attempt first', async () => {
    const first = testRun();
    const second = testRun({ chainId: first.id, attempt: 2, parentId: first.id, parentKind: 'escalation' });
    brainswap.store.insert(first);
    brainswap.store.insert(second);
    expect((await client.runs.chain({ id: second.id })).map((run) => run.id)).toEqual([first.id, second.id]);
  });

  it('have their folder opened where the shell can, and say where it is otherwise', async () => {
    const run = testRun({ cwd: '/work/größe' });
    const gone = testRun({ cwd: '/gone' });
    brainswap.store.insert(run);
    brainswap.store.insert(gone);
    expect(await client.runs.openFolder({ id: run.id })).toEqual({ opened: true, message: '/work/größe' });
    expect(opened.at(-1)).toBe('/work/größe');
    expect(await client.runs.openFolder({ id: gone.id })).toEqual({
      opened: false,
      message: 'Could not open /gone: no such folder',
    });
    const without = connect({ openFolder: undefined });
    expect(await without.runs.openFolder({ id: run.id })).toMatchObject({
      opened: false,
      message: expect.stringContaining('/work/größe'),
    });
  });

  it('give older events page by page', async () => {
    const run = testRun();
    brainswap.store.insert(run);
    const ids = brainswap.store
      .write(run.id, {
        events: Array.from({ length: 600 }, (_, i) => ({
          at: i,
          source: 'codex' as const,
          key: null,
          body: { type: 'message' as const, text: String(i) },
        })),
      })
      .map((event) => event.id);
    const page = await client.runs.events({ id: run.id, beforeEventId: ids[500] ?? 0, limit: 300 });
    expect(page.events.map((event) => event.id)).toEqual(ids.slice(200, 500));
    expect(page.earlier).toBe(true);
    const oldest = await client.runs.events({ id: run.id, beforeEventId: ids[200] ?? 0, limit: 300 });
    expect(oldest.events.map((event) => event.id)).toEqual(ids.slice(0, 200));
    expect(oldest.earlier).toBe(false);
  });

  it('give fewer events at once when those are large, never none', async () => {
    const run = testRun();
    brainswap.store.insert(run);
    const output = 'o'.repeat(3 * 1024 * 1024);
    const events = brainswap.store.write(run.id, {
      events: [1, 2].map((at) => ({
        at,
        source: 'codex' as const,
        key: null,
        body: { type: 'other' as const, kind: 'big', raw: output },
      })),
    });
    const page = await client.runs.events({ id: run.id, beforeEventId: 99 });
    expect(page.events.map((event) => event.id)).toEqual([events[1]?.id]);
    expect(page.earlier).toBe(true);
  });
});

describe('routing and settings', () => {
  it('keep the routing table by class', async () => {
    await client.routing.set({ taskClass: 'rename', route: 'local', escalate: true, verify: null });
    const table = await client.routing.set({
      taskClass: 'judge',
      route: 'cloud',
      escalate: false,
      verify: 'make',
    });
    expect(table.map((entry) => entry.taskClass)).toEqual(['judge', 'rename']);
    expect(await client.routing.remove({ taskClass: 'judge' })).toEqual([
      { taskClass: 'rename', route: 'local', escalate: true, verify: null },
    ]);
    expect(await client.routing.table()).toHaveLength(1);
  });

  it('answer statistics for every day of the range', async () => {
    expect((await client.routing.stats({ days: 14 })).perDay).toHaveLength(14);
  });

  it('save settings as a whole', async () => {
    await client.settings.update({ ...defaultSettings, referenceModel: 'gpt-6' });
    expect((await client.settings.get()).referenceModel).toBe('gpt-6');
  });

  it('refuse a setting that is not valid, naming its field', async () => {
    const watchdog = { ...defaultSettings.watchdog, maxModelCalls: 0 };
    const error = await refusal(client.settings.update({ ...defaultSettings, watchdog }));
    expect(error.code).toBe('BAD_REQUEST');
    expect(error.message).toMatch(/^watchdog\.maxModelCalls: /);
  });

  it('refuse a class that is not a name, in words', async () => {
    const error = await refusal(
      client.routing.set({ taskClass: 'Not A Class', route: 'local', escalate: true, verify: null }),
    );
    expect(error.message).toMatch(/^taskClass: A task class is up to 64 lower case letters/);
  });

  it('pass on the words of the core', async () => {
    brainswap.store.close();
    const error = await refusal(client.runs.list({}));
    expect(error.message).toContain('runs.db');
  });

  it('answer the status', async () => {
    expect((await client.status()).dataFolder).toBe(brainswap.folder);
  });
});
