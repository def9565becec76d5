/** The recorder over a store that can be told to fail. */
import { describe, expect, it, vi } from 'vitest';
import type { RunFeed, RunStore, RunWrite } from '../runs/index.ts';
import type { NewEvent } from '../schema/index.ts';
import { createRecorder } from './recorder.ts';

const event = (message: string): NewEvent => ({
  at: 1,
  source: 'brainswap',
  key: null,
  body: { type: 'note', message },
});

function place() {
  const writes: RunWrite[] = [];
  const problems: string[] = [];
  const state = { broken: false, notified: 0 };
  const store = {
    write: (_id: string, change: RunWrite) => {
      if (state.broken) throw new Error('disk full');
      writes.push(structuredClone(change));
      return [];
    },
  } as Pick<RunStore, 'write'> as RunStore;
  const notify = () => {
    state.notified += 1;
  };
  const feed = { notify } as Pick<RunFeed, 'notify'> as RunFeed;
  const recorder = createRecorder(store, feed, 'run', (words) => problems.push(words));
  return { writes, problems, state, recorder };
}

describe('createRecorder', () => {
  it('writes what came within a moment in one batch, and tells the feed', () => {
    vi.useFakeTimers();
    const { writes, state, recorder } = place();
    recorder.event(event('a'));
    recorder.patch({ activity: 'x' });
    recorder.patch({ activity: 'y' });
    recorder.event(event('b'));
    expect(writes).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(writes).toEqual([{ patch: { activity: 'y' }, events: [event('a'), event('b')] }]);
    expect(state.notified).toBe(1);
    vi.useRealTimers();
  });

  it('keeps the tail of live text and clears it for a finished call', () => {
    const { writes, recorder } = place();
    recorder.live(1, 'text', 'x'.repeat(20_000));
    recorder.live(1, 'text', 'end');
    recorder.live(2, 'reasoning', 'r');
    recorder.flush();
    expect(writes[0]?.live?.map(({ call, text }) => [call, text.length, text.slice(-3)])).toEqual([
      [1, 16_384, 'end'],
      [2, 1, 'r'],
    ]);
    recorder.clearLive(1);
    recorder.flush();
    expect(writes[1]?.live?.map(({ call }) => call)).toEqual([2]);
    recorder.close();
    expect(writes[2]?.live).toEqual([]);
  });

  it('keeps what a failing store did not take, says so once, and writes it when the store is back', () => {
    vi.useFakeTimers();
    const { writes, problems, state, recorder } = place();
    state.broken = true;
    recorder.event(event('a'));
    vi.advanceTimersByTime(2_000);
    recorder.event(event('b'));
    vi.advanceTimersByTime(2_000);
    expect(problems).toEqual([expect.stringContaining('disk full')]);
    state.broken = false;
    vi.advanceTimersByTime(2_000);
    expect(writes.flatMap((write) => write.events ?? [])).toEqual([event('a'), event('b')]);
    vi.useRealTimers();
  });

  it('does not throw and leaves no timer when it closes on a failing store', () => {
    vi.useFakeTimers();
    const { state, recorder } = place();
    state.broken = true;
    recorder.event(event('a'));
    expect(() => recorder.close()).not.toThrow();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
