/** Statements about how the menu bar learns what is going on. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleStatus } from '../testing/samples.ts';
import { watchStatus } from './status-watch.ts';

let news: () => void = () => undefined;
const unsubscribe = vi.fn();
const feed = {
  subscribe: (listener: () => void) => {
    news = listener;
    return unsubscribe;
  },
};
const read = vi.fn(async () => sampleStatus());
const onChange = vi.fn();
const watch = () => watchStatus({ read, feed, onChange, beat: 15_000, rest: 1_000 });

beforeEach(() => {
  vi.useFakeTimers();
  read.mockReset().mockImplementation(async () => sampleStatus());
  onChange.mockClear();
  unsubscribe.mockClear();
});
afterEach(() => vi.useRealTimers());

describe('the status watch', () => {
  it('is starting, then knows', async () => {
    const watching = watch();
    expect(watching.latest()).toEqual({ kind: 'starting' });
    await vi.advanceTimersByTimeAsync(0);
    expect(watching.latest()).toEqual({ kind: 'known', status: sampleStatus() });
    expect(onChange).toHaveBeenCalledOnce();
    watching.stop();
  });

  it('makes one look of much news', async () => {
    const watching = watch();
    await vi.advanceTimersByTimeAsync(0);
    for (let index = 0; index < 20; index++) news();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read).toHaveBeenCalledTimes(2);
    watching.stop();
  });

  it('looks again for news that came during a look', async () => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof sampleStatus>>();
    read.mockReturnValueOnce(promise);
    const watching = watch();
    news();
    expect(read).toHaveBeenCalledTimes(1);
    resolve(sampleStatus());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read).toHaveBeenCalledTimes(2);
    watching.stop();
  });

  it('looks on a slow beat when nothing happens', async () => {
    const watching = watch();
    await vi.advanceTimersByTimeAsync(45_000);
    expect(read).toHaveBeenCalledTimes(4);
    watching.stop();
  });

  it('tells a failure and gets over it', async () => {
    read.mockRejectedValueOnce(new Error('Settings are not valid'));
    const watching = watch();
    await vi.advanceTimersByTimeAsync(0);
    expect(watching.latest()).toEqual({ kind: 'failed', message: 'Settings are not valid' });
    watching.refresh();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watching.latest()).toMatchObject({ kind: 'known' });
    watching.stop();
  });

  it('is silent once stopped, also about a look under way', async () => {
    const watching = watch();
    watching.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onChange).not.toHaveBeenCalled();
    expect(read).toHaveBeenCalledTimes(1);
    expect(unsubscribe).toHaveBeenCalledOnce();
  });
});
