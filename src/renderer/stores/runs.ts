/** The runs on the Live page: pages under a filter, kept fresh by the feed. Lives outside React. */
import { createStore } from 'zustand/vanilla';
import type { Run, RunFilter } from '../../rpc/contract.ts';
import { connection, type ErrorWords, errorWords } from '../connection/index.ts';
import { oncePerFrame } from './frame.ts';
import { appendPage, takeChanges } from './run-pages.ts';
import { takeCounts } from './status.ts';

type Loading = 'first' | 'more' | 'idle';

interface RunsState {
  filter: RunFilter;
  runs: readonly Run[];
  nextCursor: string | null;
  loading: Loading;
  error: ErrorWords | null;
}

export const runsStore = createStore<RunsState>(() => ({
  filter: {},
  runs: [],
  nextCursor: null,
  loading: 'first',
  error: null,
}));

const pageSize = 100;
/** Grows with every new filter, so that an answer to an old one is thrown away. */
let generation = 0;

/** Shows the runs of another filter; nothing happens when it is the same. */
export function showRuns(filter: RunFilter): void {
  if (JSON.stringify(filter) === JSON.stringify(runsStore.getState().filter) && generation > 0) return;
  runsStore.setState({ filter, runs: [], nextCursor: null, loading: 'first', error: null });
  void loadFirst();
}

/** Loads the first page anew and keeps what is on screen until it is there. */
export async function loadFirst(): Promise<void> {
  generation += 1;
  await load(null);
}

/** Loads the next page, if there is one and none is on its way. */
export async function loadMore(): Promise<void> {
  const { nextCursor, loading } = runsStore.getState();
  if (nextCursor === null || loading !== 'idle') return;
  runsStore.setState({ loading: 'more' });
  await load(nextCursor);
}

async function load(cursor: string | null): Promise<void> {
  const asked = generation;
  const { filter } = runsStore.getState();
  try {
    const page = await connection.request((client) => client.runs.list({ filter, cursor, limit: pageSize }));
    if (asked !== generation) return;
    const before = cursor === null ? [] : runsStore.getState().runs;
    runsStore.setState({
      runs: appendPage(before, page.runs),
      nextCursor: page.nextCursor,
      loading: 'idle',
      error: null,
    });
  } catch (error) {
    if (asked === generation) runsStore.setState({ loading: 'idle', error: errorWords(error) });
  }
}

/** Follows the feed for as long as the window lives; after a break the first page is loaded anew. */
export function watchRuns(): () => void {
  let changed = new Map<string, Run>();
  const draw = oncePerFrame(() => {
    const { runs, filter, nextCursor } = runsStore.getState();
    const batch = [...changed.values()];
    changed = new Map();
    runsStore.setState({ runs: takeChanges(runs, batch, filter, nextCursor !== null) });
  });
  return connection.follow({
    open: (client, signal) => {
      if (generation > 0) void loadFirst();
      return client.runs.feed(undefined, { signal });
    },
    // The feed goes on as long as Brainswap does.
    isOver: () => false,
    onValue: (patch) => {
      takeCounts(patch.counts);
      if (patch.runs.length === 0) return;
      for (const run of patch.runs) changed.set(run.id, run);
      draw();
    },
  });
}
