/** Tests of the feed, with a clock of their own. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRunFeed } from './feed.ts';

let version = 1;
let looks = 0;
const store = {
  dataVersion: () => {
    looks += 1;
    if (version < 0) throw new Error('locked');
    return version;
  },
};

beforeEach(() => {
  version = 1;
  looks = 0;
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'queueMicrotask'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the feed', () => {
  it('tells of a write in another process within 250 ms', () => {
    const feed = createRunFeed(store);
    const listener = vi.fn();
    feed.subscribe(listener);
    vi.advanceTimersByTime(1_000);
    expect(listener).not.toHaveBeenCalled();
    version += 1;
    vi.advanceTimersByTime(250);
    expect(listener).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(listener).toHaveBeenCalledTimes(1);
    feed.close();
  });

  it('tells of a write in this process at once, and of a burst every 50 ms', () => {
    const feed = createRunFeed(store);
    const listener = vi.fn();
    feed.subscribe(listener);
    feed.notify();
    vi.advanceTimersByTime(1);
    expect(listener).toHaveBeenCalledTimes(1);
    for (let ms = 0; ms < 1_000; ms++) {
      feed.notify();
      vi.advanceTimersByTime(1);
    }
    expect(listener.mock.calls.length).toBeGreaterThanOrEqual(19);
    expect(listener.mock.calls.length).toBeLessThanOrEqual(21);
    feed.close();
  });

  it('tells of the last write of a burst, too', () => {
    const feed = createRunFeed(store);
    const listener = vi.fn();
    feed.subscribe(listener);
    feed.notify();
    vi.advanceTimersByTime(10);
    feed.notify();
    vi.advanceTimersByTime(10);
    expect(listener).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(40);
    expect(listener).toHaveBeenCalledTimes(2);
    feed.close();
  });

  it('looks only while somebody listens', () => {
    const feed = createRunFeed(store);
    feed.notify();
    vi.advanceTimersByTime(1_000);
    expect(looks).toBe(0);
    const listener = vi.fn();
    const [one, two] = [feed.subscribe(listener), feed.subscribe(listener)];
    vi.advanceTimersByTime(1_000);
    expect(looks).toBeGreaterThan(5);
    one();
    one();
    version += 1;
    vi.advanceTimersByTime(250);
    expect(listener).toHaveBeenCalledTimes(1);
    two();
    looks = 0;
    version += 1;
    vi.advanceTimersByTime(1_000);
    expect(looks).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    feed.subscribe(listener);
    vi.advanceTimersByTime(250);
    expect(listener).toHaveBeenCalledTimes(1);
    feed.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on when a listener throws or the store cannot be asked for a moment', () => {
    const reported = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => {});
    const feed = createRunFeed(store);
    const listener = vi.fn();
    feed.subscribe(() => {
      throw new Error('mine');
    });
    feed.subscribe(listener);
    version = -1;
    vi.advanceTimersByTime(250);
    version = 5;
    vi.advanceTimersByTime(250);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(reported).toHaveBeenCalledTimes(1);
    feed.close();
    reported.mockRestore();
  });
});
