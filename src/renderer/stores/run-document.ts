/**
 * One open run: its facts, its timeline, the text being generated. Events are folded here, outside React; what is drawn
 * learns of it once a frame, by version numbers for the parts that are changed in place.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LiveText, Run, RunPatch } from '../../rpc/contract.ts';
import { connection, type ErrorWords, errorWords } from '../connection/index.ts';
import { createTimeline, foldEvent, type Timeline } from '../timeline/index.ts';
import { oncePerFrame } from './frame.ts';

export interface RunDocumentState {
  run: Run | null;
  live: readonly LiveText[];
  error: ErrorWords | null;
  /** Grow when the timeline's entries, model calls or files changed. */
  entriesVersion: number;
  callsVersion: number;
  filesVersion: number;
}

export interface RunDocument {
  readonly id: string;
  readonly timeline: Timeline;
  readonly state: StoreApi<RunDocumentState>;
  /** Rows that the person opened or closed, by entry id; kept while rows come and go. */
  readonly unfolded: Map<string, boolean>;
  /** Takes one batch in. */
  take(patch: RunPatch): void;
  /** Follows the run until the returned function is called. */
  watch(): () => void;
}

export function createRunDocument(id: string, schedule = oncePerFrame): RunDocument {
  const timeline = createTimeline();
  const state = createStore<RunDocumentState>(() => ({
    run: null,
    live: [],
    error: null,
    entriesVersion: 0,
    callsVersion: 0,
    filesVersion: 0,
  }));
  let next = state.getState();
  const draw = schedule(() => state.setState(next, true));

  const take = (patch: RunPatch): void => {
    let { entriesVersion, callsVersion, filesVersion } = next;
    for (const event of patch.events) {
      const touched = foldEvent(timeline, event);
      if (touched.entries) entriesVersion += 1;
      if (touched.calls) callsVersion += 1;
      if (touched.files) filesVersion += 1;
    }
    next = {
      run: patch.run ?? next.run,
      live: patch.live ?? next.live,
      error: null,
      entriesVersion,
      callsVersion,
      filesVersion,
    };
    draw();
  };

  return {
    id,
    timeline,
    state,
    unfolded: new Map(),
    take,
    watch: () =>
      connection.follow({
        open: (client, signal) => client.runs.watch({ id, afterEventId: timeline.lastEventId }, { signal }),
        onValue: take,
        onError: (error) => {
          next = { ...next, error: errorWords(error) };
          draw();
        },
      }),
  };
}
