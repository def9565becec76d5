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
  /** Writes what is left and stops; whatever comes later is not heard. */
  close(): void;
}

/** Milliseconds between writes; a person sees no difference, SQLite does. */
const batchDelay = 40;
/** The tail of live text that is kept, in UTF-16 units. */
const liveLimit = 16 * 1024;

/** Milliseconds until a write that failed is tried again, and how many events are kept for it. */
const retryDelay = 500;
const keptEvents = 50_000;

/**
 * A recorder of one run. A store that cannot be written (disk full, another process holding it) never ends or
 * changes the run: what was not written is tried again, and `onProblem` hears of it once.
 */
export function createRecorder(
  store: RunStore,
  feed: RunFeed,
  runId: string,
  onProblem: (words: string) => void,
): Recorder {
  let told = false;
  let events: NewEvent[] = [];
  let patch: Partial<Omit<Run, 'id'>> = {};
  const live = new Map<string, Omit<LiveText, 'runId'>>();
  let liveChanged = false;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const change = {
      ...(Object.keys(patch).length > 0 ? { patch } : {}),
      ...(events.length > 0 ? { events } : {}),
      ...(liveChanged ? { live: [...live.values()] } : {}),
    };
    if (Object.keys(change).length === 0) return;
    try {
      store.write(runId, change);
    } catch (error) {
      if (events.length > keptEvents) events = events.slice(-keptEvents);
      if (!told) onProblem(problemWords(error));
      told = true;
      soon(retryDelay);
      return;
    }
    events = [];
    patch = {};
    liveChanged = false;
    feed.notify();
  };
  const soon = (delay = batchDelay) => {
    if (!closed) timer ??= setTimeout(flush, delay);
  };
  return {
    event: (event) => {
      if (closed) return;
      events.push(event);
      soon();
    },
    patch: (fields) => {
      if (closed) return;
      Object.assign(patch, fields);
      soon();
    },
    live: (call, kind, delta) => {
      if (closed) return;
      const key = `${call} ${kind}`;
      const text = (live.get(key)?.text ?? '') + delta;
      live.set(key, { call, kind, text: text.length > liveLimit ? text.slice(-liveLimit) : text });
      liveChanged = true;
      soon();
    },
    clearLive: (call) => {
      if (closed) return;
      for (const [key, value] of live) if (call === undefined || value.call === call) live.delete(key);
      liveChanged = true;
      soon();
    },
    flush: () => {
      if (!closed) flush();
    },
    close: () => {
      if (live.size > 0) {
        live.clear();
        liveChanged = true;
      }
      // First, so that a write that fails now is not tried again: the store may be closed by then.
      closed = true;
      flush();
    },
  };
}

function problemWords(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The record of this run could not be written (${reason}). The run itself goes on.`;
}
