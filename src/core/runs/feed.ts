/** The feed of changes: polls for writes of other processes, coalesces those of this one. */
import type { RunFeed, RunStore } from './store.ts';

/** How often other processes' writes are looked for, and the least time between two calls of a listener, in milliseconds. */
const pollMs = 100;
const coalesceMs = 50;

/**
 * A feed over a store. It polls only while somebody listens, and none of its timers keeps a process alive. News
 * are told at once when the last ones are 50 ms old, else when they are.
 */
export function createRunFeed(store: Pick<RunStore, 'dataVersion'>): RunFeed {
  const listeners = new Set<() => void>();
  let poll: NodeJS.Timeout | null = null;
  let pending: NodeJS.Timeout | null = null;
  let lastTold = Number.NEGATIVE_INFINITY;
  let version: number | null = null;

  const tell = () => {
    pending = null;
    lastTold = performance.now();
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (error) {
        // A fault of one listener is reported as uncaught, but the others still hear the news.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };
  const notify = () => {
    if (pending !== null || listeners.size === 0) return;
    pending = setTimeout(tell, Math.max(0, lastTold + coalesceMs - performance.now()));
    pending.unref();
  };
  const look = () => {
    const now = readVersion(store);
    if (now === null || now === version) return;
    version = now;
    notify();
  };
  const stop = () => {
    if (poll !== null) clearInterval(poll);
    if (pending !== null) clearTimeout(pending);
    poll = null;
    pending = null;
  };
  return {
    subscribe(listener) {
      // Each subscription is its own, even when the same function is given twice.
      const own = () => listener();
      if (listeners.size === 0) {
        version = readVersion(store);
        poll = setInterval(look, pollMs);
        poll.unref();
      }
      listeners.add(own);
      return () => {
        if (listeners.delete(own) && listeners.size === 0) stop();
      };
    },
    notify,
    close() {
      listeners.clear();
      stop();
    },
  };
}

/** Null when it cannot be read just now: the next look, a tenth of a second later, tries again. */
function readVersion(store: Pick<RunStore, 'dataVersion'>): number | null {
  try {
    return store.dataVersion();
  } catch {
    return null;
  }
}
