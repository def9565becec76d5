/** Tests of the streams: a snapshot, then only what is new, and a clean end. */
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent, Run } from '../core/schema/index.ts';
import type { Contract, FeedPatch, RunPatch } from './contract.ts';
import { serveMessagePort } from './message-port.ts';
import { createRouter } from './router.ts';
import { watchFeed, watchRun } from './streams.ts';
import { openTestBrainswap, type TestBrainswap, testRun } from './testing/open-brainswap.ts';

let brainswap: TestBrainswap;
let run: Run;
/** Subscriptions to the feed that have not ended. */
let listeners = 0;

beforeEach(() => {
  const opened = openTestBrainswap();
  listeners = 0;
  const feed: TestBrainswap['feed'] = {
    ...opened.feed,
    subscribe(listener) {
      listeners += 1;
      const end = opened.feed.subscribe(listener);
      return () => {
        listeners -= 1;
        end();
      };
    },
  };
  brainswap = { ...opened, feed };
  run = testRun();
  brainswap.store.insert(run);
});
afterEach(() => brainswap.dispose());

const say = (text: string): NewEvent => ({
  at: 1,
  source: 'codex',
  key: null,
  body: { type: 'message', text },
});
const write = (change: Parameters<TestBrainswap['store']['write']>[1]) => {
  const events = brainswap.store.write(run.id, change);
  brainswap.feed.notify();
  return events;
};
const texts = (patches: readonly RunPatch[]) =>
  patches.flatMap((patch) =>
    patch.events.map((event) => (event.body.type === 'message' ? event.body.text : '')),
  );
const take = async <T>(stream: AsyncGenerator<T>): Promise<T> => {
  const { value, done } = await stream.next();
  if (done) throw new Error('the stream has ended');
  return value;
};
const watch = (afterEventId = 0, signal?: AbortSignal) =>
  watchRun(brainswap, { id: run.id, afterEventId }, signal);

describe('the stream of a run', () => {
  it('begins with everything that is known, and then tells only what is new', async () => {
    write({ events: [say('a'), say('b')], live: [{ call: 1, kind: 'text', text: 'Ich' }] });
    const stream = watch();
    expect(await take(stream)).toMatchObject({
      run: { id: run.id },
      events: [{ body: { text: 'a' } }, { body: { text: 'b' } }],
      live: [{ text: 'Ich' }],
      earlier: false,
    });
    write({ events: [say('c')] });
    expect(await take(stream)).toEqual({
      run: null,
      events: [expect.objectContaining({ body: say('c').body })],
    });
    write({ patch: { activity: 'thinking' } });
    expect(await take(stream)).toEqual({
      run: expect.objectContaining({ activity: 'thinking' }),
      events: [],
    });
    write({ live: [] });
    expect(await take(stream)).toEqual({ run: null, events: [], live: [] });
    await stream.return();
  });

  it('puts what is written in a burst into one batch', async () => {
    const stream = watch();
    await take(stream);
    for (let i = 0; i < 100; i++) write({ events: [say(String(i))] });
    expect((await take(stream)).events).toHaveLength(100);
    await stream.return();
  });

  it('opens a long run with its newest 2,000 events and says that there are earlier ones', async () => {
    write({ events: Array.from({ length: 2_500 }, (_, i) => say(String(i))) });
    const stream = watch();
    const snapshot = await take(stream);
    expect(snapshot.earlier).toBe(true);
    expect(texts([snapshot])).toEqual(Array.from({ length: 2_000 }, (_, i) => String(i + 500)));
    await stream.return();
  });

  it('resumes after the last event that a page has seen, however many came since', async () => {
    const [, seen] = write({ events: [say('a'), say('b')] });
    write({ events: Array.from({ length: 1_200 }, (_, i) => say(String(i))) });
    write({ patch: { status: 'succeeded', endedAt: 1 } });
    const patches: RunPatch[] = [];
    for await (const patch of watch(seen?.id)) patches.push(patch);
    expect(patches[0]).toMatchObject({ run: { id: run.id }, events: [] });
    expect(texts(patches)).toEqual(Array.from({ length: 1_200 }, (_, i) => String(i)));
    expect(Math.max(...patches.map((patch) => patch.events.length))).toBeLessThanOrEqual(2_000);
  });

  it('ends by itself once a run has ended and all is delivered', async () => {
    const stream = watch();
    await take(stream);
    write({ events: [say('last')], patch: { status: 'failed', endedAt: Date.now() } });
    const end = await take(stream);
    expect(end).toMatchObject({ run: { status: 'failed' }, events: [{ body: { text: 'last' } }] });
    write({ patch: { costUsd: 0.25 } });
    expect(await take(stream)).toMatchObject({ run: { costUsd: 0.25 } });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(listeners).toBe(0);
  });

  it('ends at once for a run that ended long ago', async () => {
    write({ events: [say('a')], patch: { status: 'succeeded', endedAt: 5 } });
    const patches: RunPatch[] = [];
    for await (const patch of watch()) patches.push(patch);
    expect(patches).toHaveLength(1);
    expect(listeners).toBe(0);
  });

  it('ends when its signal does, and lets go of the feed', async () => {
    const controller = new AbortController();
    const stream = watch(0, controller.signal);
    await take(stream);
    expect(listeners).toBe(1);
    const next = stream.next();
    controller.abort();
    expect((await next).done).toBe(true);
    expect(listeners).toBe(0);
  });
});

describe('the feed', () => {
  it('begins with the counts and the latest changes, then tells each change', async () => {
    const stream = watchFeed(brainswap, undefined);
    expect(await take(stream)).toMatchObject({ runs: [{ id: run.id }], counts: { running: 1, today: 1 } });
    write({ patch: { status: 'succeeded', endedAt: Date.now() } });
    expect(await take(stream)).toMatchObject({
      runs: [{ id: run.id, status: 'succeeded' }],
      counts: { running: 0, today: 1 },
    });
    await stream.return();
    expect(listeners).toBe(0);
  });

  it('says nothing for events alone', async () => {
    const stream = watchFeed(brainswap, undefined);
    await take(stream);
    const next = take(stream);
    write({ events: [say('a')] });
    await new Promise((resolve) => setTimeout(resolve, 120));
    write({ patch: { activity: 'b' } });
    expect((await next).runs).toMatchObject([{ activity: 'b' }]);
    await stream.return();
  });

  it('tells of more changes than the store gives at once', async () => {
    const stream = watchFeed(brainswap, undefined);
    await take(stream);
    const ids = Array.from({ length: 700 }, () => {
      const added = testRun();
      brainswap.store.insert(added);
      return added.id;
    });
    brainswap.feed.notify();
    const told: FeedPatch[] = [await take(stream), await take(stream)];
    expect(told.flatMap((patch) => patch.runs.map((some) => some.id))).toEqual(ids);
    await stream.return();
  });
});

describe('over a MessagePort', () => {
  it('a page that leaves takes its subscriptions along', async () => {
    const { port1, port2 } = new MessageChannel();
    serveMessagePort(createRouter(brainswap, { origin: 'app' }), port1);
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }));
    const [runStream, feedStream] = [await client.runs.watch({ id: run.id }), await client.runs.feed()];
    await Promise.all([runStream.next(), feedStream.next()]);
    expect(listeners).toBe(2);
    await runStream.return?.();
    await expect.poll(() => listeners).toBe(1);
    port2.close();
    await expect.poll(() => listeners).toBe(0);
    port1.close();
  });
});
