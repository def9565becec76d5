/** Waiting for the feed inside a stream: news are never missed, and an abort ends the wait. */
import type { RunFeed } from '../core/runs/index.ts';

export interface News {
  /** Resolves to `news` when something was written since the last call, to `silence` after `patienceMs`, to `ended` on abort. */
  next(patienceMs?: number): Promise<'news' | 'silence' | 'ended'>;
  /** Ends the subscription. */
  end(): void;
}

/** Subscribes until `end`; what happens between two calls of `next` counts for the later one. */
export function followNews(feed: RunFeed, signal: AbortSignal | undefined): News {
  let fresh = false;
  let wake = (): void => {};
  const unsubscribe = feed.subscribe(() => {
    fresh = true;
    wake();
  });
  const abort = (): void => wake();
  signal?.addEventListener('abort', abort);
  return {
    async next(patienceMs) {
      if (!fresh && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (patienceMs !== undefined) setTimeout(resolve, patienceMs).unref();
        });
      }
      if (signal?.aborted) return 'ended';
      if (!fresh) return 'silence';
      fresh = false;
      return 'news';
    },
    end() {
      unsubscribe();
      signal?.removeEventListener('abort', abort);
    },
  };
}
