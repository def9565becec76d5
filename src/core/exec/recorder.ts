/** Writes one run to the store in batches: events, changed fields, live text. */
import type { RunFeed, RunStore } from '../runs/index.ts';
import type { LiveText, NewEvent, Run } from '../schema/index.ts';

export interface Recorder {
  event(event: NewEvent): void;
  patch(fields: Partial<Omit<Run, 'id'>>): void;
  /** Appends generated text of one model call. */
  live(call: number, kind: LiveText['kind'], delta: string): void;
  /** Forgets the live text of a call: the finished item has taken its place. */
  clearLive(call?: number): void;
  flush(): void;
  /** Writes what is left and stops. */
  close(): void;
}

/** Milliseconds between writes; a person sees no difference, SQLite does. */
const batchDelay = 40;
/** The tail of live text that is kept, in UTF-16 units. */
const liveLimit = 16 * 1024;

export function createRecorder(store: RunStore, feed: RunFeed, runId: string): Recorder {
  let events: NewEvent[] = [];
  let patch: Partial<Omit<Run, 'id'>> = {};
  const live = new Map<string, Omit<LiveText, 'runId'>>();
  let liveChanged = false;
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const change = {
      ...(Object.keys(patch).length > 0 ? { patch } : {}),
      ...(events.length > 0 ? { events } : {}),
      ...(liveChanged ? { live: [...live.values()] } : {}),
    };
    if (Object.keys(change).length === 0) return;
    events = [];
    patch = {};
    liveChanged = false;
    store.write(runId, change);
    feed.notify();
  };
  const soon = () => {
    timer ??= setTimeout(flush, batchDelay);
  };
  return {
    event: (event) => {
      events.push(event);
      soon();
    },
    patch: (fields) => {
      Object.assign(patch, fields);
      soon();
    },
    live: (call, kind, delta) => {
      const key = `${call} ${kind}`;
      const text = (live.get(key)?.text ?? '') + delta;
      live.set(key, { call, kind, text: text.length > liveLimit ? text.slice(-liveLimit) : text });
      liveChanged = true;
      soon();
    },
    clearLive: (call) => {
      for (const [key, value] of live) if (call === undefined || value.call === call) live.delete(key);
      liveChanged = true;
      soon();
    },
    flush,
    close: () => {
      if (live.size > 0) {
        live.clear();
        liveChanged = true;
      }
      flush();
    },
  };
}
