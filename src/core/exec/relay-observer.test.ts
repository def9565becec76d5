/** What the relay sees, as events, live text and figures of the run; and one timeline of all sources. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelCallBody } from '../bridge/index.ts';
import { type NewEvent, noUsage, type Run } from '../schema/index.ts';
import type { Recorder } from './recorder.ts';
import { observeRelay } from './relay-observer.ts';
import { createTimeline } from './timeline.ts';
import type { Watchdog } from './watchdog.ts';

let log: string[];
let run: Partial<Run>;
let events: NewEvent[];
const recorder: Recorder = {
  event: (event) => events.push(event),
  patch: (fields) => Object.assign(run, fields),
  live: (call, kind, delta) => log.push(`live ${call} ${kind} ${delta}`),
  clearLive: (call) => log.push(`clear ${call}`),
  flush: () => {},
  close: () => {},
};
const watchdog: Watchdog = {
  callStarted: (call) => log.push(`started ${call}`),
  countCall: () => log.push('counted'),
  headers: (call) => log.push(`headers ${call}`),
  bytes: (call) => log.push(`bytes ${call}`),
  callEnded: (call) => log.push(`ended ${call}`),
  toolCall: (name, args) => log.push(`tool ${name} ${args}`),
  dispose: () => {},
};
beforeEach(() => {
  log = [];
  run = {};
  events = [];
});

const usage = { ...noUsage, inputTokens: 10, outputTokens: 5 };
const body = (more: Partial<ModelCallBody>): ModelCallBody => ({
  type: 'model_call',
  call: 1,
  phase: 'waiting',
  requestBytes: 1,
  responseBytes: 0,
  status: null,
  firstTokenMs: null,
  durationMs: null,
  tokensPerSecond: null,
  usage: null,
  error: null,
  ...more,
});
const observe = (url: string | null = 'http://127.0.0.1:1/v1') =>
  observeRelay(createTimeline(recorder, watchdog, url !== null), recorder, watchdog, url);

describe('the relay, observed', () => {
  it('feeds the watchdog and the record with the phases of a call', () => {
    const observer = observe();
    observer.onCall(body({}));
    observer.onCall(body({ phase: 'streaming', status: 200 }));
    observer.onBytes(1);
    observer.onCall(body({ phase: 'completed', usage, firstTokenMs: 80.4, tokensPerSecond: 33 }));
    expect(log).toEqual(['started 1', 'headers 1', 'bytes 1', 'ended 1', 'clear 1']);
    expect(run).toMatchObject({
      modelCalls: 1,
      requestsOffMachine: 0,
      usage,
      firstTokenMs: 80,
      tokensPerSecond: 33,
    });
    expect(events.map(({ key, source }) => [key, source])).toEqual(events.map(() => ['call_1', 'bridge']));
    expect(observer.summary()).toEqual({ calls: 1, usage, lastError: null });
  });

  it('adds the tokens of all calls up, those that failed after telling them too', () => {
    const observer = observe();
    for (const call of [1, 2, 3]) {
      observer.onCall(body({ call }));
      const told = call === 2 ? null : usage;
      observer.onCall(body({ call, phase: call === 3 ? 'failed' : 'completed', usage: told, error: null }));
    }
    expect(observer.summary()).toMatchObject({ calls: 3, usage: { inputTokens: 20, outputTokens: 10 } });
  });

  it('remembers an error until a call goes well', () => {
    const observer = observe();
    observer.onCall(body({ phase: 'failed', error: 'no' }));
    expect(observer.summary().lastError).toBe('no');
    observer.onCall(body({ call: 2, phase: 'completed' }));
    expect(observer.summary().lastError).toBeNull();
  });

  it('counts every request to a host beyond this machine', () => {
    const observer = observe('http://gpu.example/v1');
    observer.onCall(body({}));
    observer.onCall(body({ call: 2 }));
    expect(run.requestsOffMachine).toBe(2);
  });

  it('shows text as it is written, and takes it away when the item is done', () => {
    const observer = observe();
    observer.onNews(1, { type: 'delta', kind: 'text', text: 'a' });
    observer.onNews(1, { type: 'item_done' });
    observer.onNews(1, { type: 'delta', kind: 'tool', text: '{' });
    observer.onNews(1, { type: 'tool_call', name: 'f', arguments: '{}' });
    observer.onNews(1, { type: 'completed', usage });
    expect(log).toEqual(['live 1 text a', 'clear 1', 'live 1 tool {', 'tool f {}', 'clear 1']);
  });
});

describe('the timeline', () => {
  const event = (
    source: NewEvent['source'],
    what: NewEvent['body'],
    key: string | null = null,
  ): NewEvent => ({
    at: 1,
    source,
    key,
    body: what,
  });
  const command = { type: 'command', command: 'ls', status: 'in_progress', exitCode: null } as const;
  const started = { ...command, output: '', outputBytes: 0, durationMs: null };

  it('notes the thread once, the latest totals and the failure', () => {
    const timeline = createTimeline(recorder, watchdog, false);
    timeline.add(event('codex', { type: 'thread_started', threadId: 'a' }));
    timeline.add(event('codex', { type: 'thread_started', threadId: 'b' }));
    timeline.add(event('codex', { type: 'turn_completed', usage }));
    timeline.add(event('codex', { type: 'turn_failed', message: 'no' }));
    expect(timeline.facts).toMatchObject({
      threadId: 'a',
      threadUsage: usage,
      failed: 'no',
      rolloutUsage: null,
    });
    expect(run.threadId).toBe('a');
  });

  it("counts the rollout's calls and Codex's commands only where no relay sees them", () => {
    for (const relayed of [false, true]) {
      log = [];
      run = {};
      const timeline = createTimeline(recorder, watchdog, relayed);
      timeline.add(event('rollout', body({ phase: 'completed', usage }), 'rollout_1'));
      timeline.add(event('codex', started, 'item_1'));
      expect(timeline.facts.rolloutUsage).toEqual(usage);
      expect(log).toEqual(relayed ? [] : ['counted', 'tool exec_command ls']);
      expect(run.modelCalls).toBe(relayed ? undefined : 1);
    }
  });

  it('tells what the run is doing', () => {
    createTimeline(recorder, watchdog, true).add(event('codex', started, 'item_1'));
    expect(run.activity).toBe('ls');
  });
});
