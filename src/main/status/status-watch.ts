/** Keeps the last known status fresh: on news from the feed, on a slow beat, and when asked. */
import type { RunFeed } from '../../core/runs/index.ts';
import type { SystemStatus } from '../../core/schema/index.ts';
import type { Observed } from '../tray/tray-state.ts';

export interface StatusWatchOptions {
  read: () => Promise<SystemStatus>;
  feed: Pick<RunFeed, 'subscribe'>;
  onChange: (observed: Observed) => void;
  /** Milliseconds between looks when nothing happens: the runtime may come and go by itself. */
  beat?: number;
  /** Milliseconds of rest after a look: a busy run brings news twenty times a second, a menu bar needs one. */
  rest?: number;
}

export interface StatusWatch {
  latest(): Observed;
  /** Looks soon; many calls make one look. */
  refresh(): void;
  stop(): void;
}

/** Looks at once, then keeps looking until stopped. A look that fails is a state of its own, not the end. */
export function watchStatus(options: StatusWatchOptions): StatusWatch {
  const { beat = 15_000, rest = 1_000 } = options;
  let latest: Observed = { kind: 'starting' };
  let activity: 'still' | 'looking' | 'resting' | 'stopped' = 'still';
  let wanted = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const look = async (): Promise<void> => {
    activity = 'looking';
    wanted = false;
    const seen = await observe(options.read);
    if (isStopped()) return;
    latest = seen;
    options.onChange(latest);
    activity = 'resting';
    resting = setTimeout(() => {
      activity = 'still';
      if (wanted) void look();
    }, rest);
  };
  const isStopped = () => activity === 'stopped';
  const refresh = (): void => {
    wanted = true;
    if (activity === 'still') void look();
  };

  const unsubscribe = options.feed.subscribe(refresh);
  const beating = setInterval(refresh, beat);
  refresh();
  return {
    latest: () => latest,
    refresh,
    stop() {
      activity = 'stopped';
      unsubscribe();
      clearInterval(beating);
      clearTimeout(resting);
    },
  };
}

async function observe(read: () => Promise<SystemStatus>): Promise<Observed> {
  try {
    return { kind: 'known', status: await read() };
  } catch (cause) {
    return { kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) };
  }
}
