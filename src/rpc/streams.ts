/** The two streams of the contract: one run as it goes on, and the runs that change. */
import { isDeepStrictEqual } from 'node:util';
import { ORPCError } from '@orpc/server';
import type { Brainswap } from '../core/brainswap.ts';
import type { RunStore } from '../core/runs/index.ts';
import { isActive, type LiveText, type Run } from '../core/schema/index.ts';
import { briefRun } from './brief-run.ts';
import type { FeedPatch, RunPatch } from './contract.ts';
import { pageAfter, pageBefore } from './event-pages.ts';
import { followNews, type News } from './news.ts';

/** The newest events that open a page. */
const snapshotEvents = 2_000;
/** After its end a run may still get a cost or a note; a stream stays that long for them, in milliseconds. */
const lingerMs = 2_000;
/** Changes before now that a new feed repeats. */
const repeatedChanges = 20;

type Source = Pick<Brainswap, 'store' | 'feed'>;

/** The error for a run that is not in the store. */
export function unknownRun(id: string): ORPCError<'NOT_FOUND', undefined> {
  return new ORPCError('NOT_FOUND', {
    message: `There is no run ${id}. It may belong to another data folder (BRAINSWAP_HOME).`,
  });
}

/** A snapshot of a run, then only what is new; ends by itself when the run has ended and all was told. */
export async function* watchRun(
  { store, feed }: Source,
  { id, afterEventId }: { id: string; afterEventId: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<RunPatch, void, void> {
  // Subscribed before the first look, so that nothing falls between the two.
  const news = followNews(feed, signal);
  try {
    yield* runPatches(store, news, id, afterEventId, signal);
  } finally {
    news.end();
  }
}

async function* runPatches(
  store: RunStore,
  news: News,
  id: string,
  afterEventId: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunPatch, void, void> {
  let run = store.get(id);
  if (!run) throw unknownRun(id);
  let live: LiveText[] = store.live(id);
  let lastEventId = afterEventId;
  if (afterEventId === 0) {
    const { events, earlier } = pageBefore(store, id, null, snapshotEvents);
    lastEventId = events.at(-1)?.id ?? 0;
    yield { run, events, live, earlier };
  } else {
    yield { run, events: [], live };
  }
  for (;;) {
    let more = true;
    while (more && !signal?.aborted) {
      // The run is read before its events: once it reads as ended, the events of its end are there too.
      const nowRun: Run | null = store.get(id);
      const page = pageAfter(store, id, lastEventId);
      const nowLive = store.live(id);
      const changed = nowRun !== null && !isDeepStrictEqual(nowRun, run);
      const liveChanged = !isDeepStrictEqual(nowLive, live);
      more = page.more;
      lastEventId = page.events.at(-1)?.id ?? lastEventId;
      if (changed) run = nowRun;
      live = nowLive;
      if (changed || liveChanged || page.events.length > 0) {
        yield { run: changed ? nowRun : null, events: page.events, ...(liveChanged && { live }) };
      }
    }
    const patience = isActive(run)
      ? undefined
      : Math.min(lingerMs, (run.endedAt ?? 0) + lingerMs - Date.now());
    if (patience !== undefined && patience <= 0) return;
    if ((await news.next(patience)) !== 'news') return;
  }
}

/** The runs that change, from now on. */
export async function* watchFeed(
  { store, feed }: Source,
  signal: AbortSignal | undefined,
): AsyncGenerator<FeedPatch, void, void> {
  const news = followNews(feed, signal);
  try {
    yield* feedPatches(store, news);
  } finally {
    news.end();
  }
}

async function* feedPatches(store: RunStore, news: News): AsyncGenerator<FeedPatch, void, void> {
  let revision = Math.max(0, store.changesSince(null).revision - repeatedChanges);
  let first = true;
  do {
    for (;;) {
      const changes = store.changesSince(revision);
      revision = changes.revision;
      if (changes.runs.length === 0 && !first) break;
      first = false;
      yield { runs: changes.runs.map(briefRun), counts: store.counts(Date.now()) };
    }
  } while ((await news.next()) === 'news');
}
