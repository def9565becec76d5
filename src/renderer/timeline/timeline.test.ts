/** Events fold into one row per fact, whatever the order and however often a batch is repeated. */
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../rpc/contract.ts';
import { sampleEvent } from '../test-data/run.ts';
import { createTimeline, foldEarlier, foldEvent } from './timeline.ts';

const command = (status: 'in_progress' | 'completed', output = ''): EventBody => ({
  type: 'command',
  command: 'rg -l UserDTO',
  status,
  exitCode: status === 'completed' ? 0 : null,
  output,
  outputBytes: output.length,
  durationMs: null,
});
const change = (status: 'in_progress' | 'completed', path: string, diff: string): EventBody => ({
  type: 'file_change',
  status,
  changes: [{ path, kind: 'update', diff }],
});
const call = (n: number, phase: 'streaming' | 'completed' | 'failed'): EventBody => ({
  type: 'model_call',
  call: n,
  phase,
  requestBytes: 6_800,
  responseBytes: 100,
  status: phase === 'failed' ? 500 : 200,
  firstTokenMs: null,
  durationMs: null,
  tokensPerSecond: null,
  usage: null,
  error: phase === 'failed' ? 'out of memory' : null,
});

describe('foldEvent', () => {
  it('replaces the entry of the same key where it stands', () => {
    const timeline = createTimeline();
    foldEvent(timeline, sampleEvent(1, command('in_progress'), 'item_1'));
    foldEvent(timeline, sampleEvent(2, { type: 'message', text: 'hi' }));
    const first = timeline.entries[0];
    foldEvent(timeline, sampleEvent(3, command('completed', 'a\n'), 'item_1'));
    expect(timeline.entries.map((e) => e.id)).toEqual(['item_1', 'event-2']);
    expect(timeline.entries[0]?.startedAt).toBe(first?.startedAt);
    expect(timeline.entries[0]?.updatedAt).toBe(1_000_003);
    expect(timeline.entries[0]).not.toBe(first);
  });
  it('takes a repeated batch once', () => {
    const timeline = createTimeline();
    const event = sampleEvent(5, { type: 'message', text: 'hi' });
    expect(foldEvent(timeline, event).entries).toBe(true);
    expect(foldEvent(timeline, event).entries).toBe(false);
    expect(timeline.entries).toHaveLength(1);
    expect(timeline.lastEventId).toBe(5);
  });
  it('keeps model calls apart, and gives a failed one a row', () => {
    const timeline = createTimeline();
    expect(foldEvent(timeline, sampleEvent(1, call(1, 'streaming'), 'call_1'))).toEqual({
      entries: false,
      calls: true,
      files: false,
    });
    foldEvent(timeline, sampleEvent(2, call(1, 'completed'), 'call_1'));
    foldEvent(timeline, sampleEvent(3, call(2, 'failed'), 'call_2'));
    expect([...timeline.calls.values()].map((c) => c.phase)).toEqual(['completed', 'failed']);
    expect(timeline.entries.map((e) => e.id)).toEqual(['call_2']);
  });
  it('counts a file change once, when it is completed', () => {
    const timeline = createTimeline();
    foldEvent(timeline, sampleEvent(1, change('in_progress', 'a.ts', '@@ -1 +1 @@\n-x\n+y\n'), 'f1'));
    expect(timeline.files.size).toBe(0);
    foldEvent(timeline, sampleEvent(2, change('completed', 'a.ts', ''), 'f1'));
    foldEvent(timeline, sampleEvent(3, change('completed', 'a.ts', '@@ -1 +1,2 @@\n-x\n+y\n+z\n'), 'f1'));
    foldEvent(timeline, sampleEvent(4, change('completed', 'a.ts', '@@ -1 +1 @@\n-x\n+y\n'), 'f2'));
    expect(timeline.files.get('a.ts')).toEqual({
      path: 'a.ts',
      kind: 'update',
      added: 3,
      removed: 2,
      changes: 2,
    });
  });
  it('gives no row to a thread or a turn that began', () => {
    const timeline = createTimeline();
    foldEvent(timeline, sampleEvent(1, { type: 'thread_started', threadId: 't' }));
    foldEvent(timeline, sampleEvent(2, { type: 'turn_started' }));
    expect(timeline.entries).toEqual([]);
    expect(timeline.lastEventId).toBe(2);
  });
});

describe('foldEarlier', () => {
  it('gives the same timeline as folding everything from the start', () => {
    const events = [
      sampleEvent(1, { type: 'message', text: 'first' }),
      sampleEvent(2, command('in_progress'), 'item_1'),
      sampleEvent(3, change('completed', 'a.ts', '@@ -1 +1 @@\n-x\n+y\n'), 'f1'),
      sampleEvent(4, call(1, 'completed'), 'call_1'),
      sampleEvent(5, command('completed', 'out'), 'item_1'),
      sampleEvent(6, change('completed', 'a.ts', '@@ -1 +1,2 @@\n-x\n+y\n+z\n'), 'f1'),
      sampleEvent(7, change('completed', 'b.ts', '@@ -1 +1 @@\n-x\n+y\n'), 'f2'),
      sampleEvent(8, call(2, 'failed'), 'call_2'),
    ];
    const whole = createTimeline();
    for (const event of events) foldEvent(whole, event);
    for (let cut = 0; cut <= events.length; cut += 1) {
      const parted = createTimeline();
      for (const event of events.slice(cut)) foldEvent(parted, event);
      foldEarlier(parted, events.slice(0, cut));
      expect(parted.entries).toEqual(whole.entries);
      expect(new Map([...parted.files].sort())).toEqual(new Map([...whole.files].sort()));
      expect(parted.calls).toEqual(whole.calls);
      expect(parted.positions).toEqual(whole.positions);
      expect(parted.firstEventId).toBe(1);
    }
  });
});
