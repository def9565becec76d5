/**
 * One open run: its facts, its timeline, the text being generated. Events are folded here, outside React; what is drawn
 * learns of it once a frame, by version numbers for the parts that are changed in place.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isActive, type LiveText, type Run, type RunPatch } from '../../rpc/contract.ts';
import { connection, type ErrorWords, errorWords } from '../connection/index.ts';
import { createTimeline, foldEarlier, foldEvent, forgetEarliest, type Timeline } from '../timeline/index.ts';
import { oncePerFrame } from './frame.ts';
import { notify } from './notices.ts';
import { createRateMeter } from './rate-meter.ts';

export interface RunDocumentState {
  run: Run | null;
  live: readonly LiveText[];
  error: ErrorWords | null;
  /** Grow when the timeline's entries, model calls or files changed. */
  entriesVersion: number;
  callsVersion: number;
  filesVersion: number;
  /** Grows when earlier events were put in front or let go, so that rows have moved. */
  generation: number;
  /** Are there events before the first one shown? */
  earlier: 'none' | 'some' | 'loading';
  /** Events come faster than anybody reads: rows are drawn plainly until it is over. */
  flooding: boolean;
}

export interface RunDocument {
  readonly id: string;
  readonly timeline: Timeline;
  readonly state: StoreApi<RunDocumentState>;
  /** Rows that the person opened or closed, by entry id; kept while rows come and go. */
  readonly unfolded: Map<string, boolean>;
  /** Does the view follow the end? Only then may the earliest entries go, for nobody reads them. */
  following: boolean;
  /** Takes one batch in. */
  take(patch: RunPatch): void;
  /** Loads a page of the events before the first one shown. */
  loadEarlier(): Promise<void>;
  /** Follows the run until the returned function is called. */
  watch(): () => void;
}

const earlierPage = 2_000;
/** A run with more entries lets its earliest ones go, many at a time. Ordinary runs have a few hundred. */
const mostEntries = 10_000;
const goneAtOnce = 2_000;
/** Tables beside the timeline are drawn at most this often, in milliseconds: nobody reads figures faster. */
const tablePause = 500;
/** More events a second than this are a flood. */
const floodRate = 150;
/** Milliseconds between looks whether it is over. */
const floodPause = 1_000;

export function createRunDocument(id: string, schedule = oncePerFrame): RunDocument {
  const timeline = createTimeline();
  const state = createStore<RunDocumentState>(() => ({
    run: null,
    live: [],
    error: null,
    entriesVersion: 0,
    callsVersion: 0,
    filesVersion: 0,
    generation: 0,
    earlier: 'none',
    flooding: false,
  }));
  let next = state.getState();
  const draw = schedule(() => {
    letGo();
    state.setState(next, true);
  });
  const change = (part: Partial<RunDocumentState>): void => {
    next = { ...next, ...part };
    draw();
  };

  /** Right before a draw, so that no draw sees the entries moved and the generation old. */
  const letGo = (): void => {
    const mayGo = opened.following && next.earlier !== 'loading';
    if (!mayGo || timeline.entries.length < mostEntries + goneAtOnce) return;
    forgetEarliest(timeline, mostEntries);
    next = { ...next, earlier: 'some', generation: next.generation + 1, filesVersion: next.filesVersion + 1 };
  };

  let touchedCalls = 0;
  let touchedFiles = 0;
  let tablesWait = false;
  const drawTables = (): void => {
    tablesWait = false;
    const { callsVersion, filesVersion } = next;
    change({ callsVersion: callsVersion + touchedCalls, filesVersion: filesVersion + touchedFiles });
    touchedCalls = 0;
    touchedFiles = 0;
  };

  const meter = createRateMeter();
  const isFlood = (events: number): boolean => meter.count(events, performance.now()) > floodRate;
  const seeFloodEnd = (): void => {
    if (isFlood(0)) setTimeout(seeFloodEnd, floodPause);
    else change({ flooding: false });
  };

  const take = (patch: RunPatch): void => {
    let { entriesVersion } = next;
    for (const event of patch.events) {
      const touched = foldEvent(timeline, event);
      if (touched.entries) entriesVersion += 1;
      if (touched.calls) touchedCalls += 1;
      if (touched.files) touchedFiles += 1;
    }
    const first = next.run === null;
    // The snapshot is no flood, however large it is.
    const flooding = !first && isFlood(patch.events.length);
    if (flooding && !next.flooding) setTimeout(seeFloodEnd, floodPause);
    change({
      run: patch.run ?? next.run,
      live: patch.live ?? next.live,
      error: null,
      ...(patch.earlier === true && { earlier: 'some' }),
      entriesVersion,
      flooding: next.flooding || flooding,
    });
    if (touchedCalls + touchedFiles === 0) return;
    if (first) {
      drawTables();
    } else if (!tablesWait) {
      tablesWait = true;
      setTimeout(drawTables, tablePause);
    }
  };

  const loadEarlier = async (): Promise<void> => {
    if (next.earlier !== 'some') return;
    change({ earlier: 'loading' });
    try {
      const page = await connection.request((client) =>
        client.runs.events({ id, beforeEventId: timeline.firstEventId, limit: earlierPage }),
      );
      foldEarlier(timeline, page.events);
      change({
        earlier: page.earlier ? 'some' : 'none',
        generation: next.generation + 1,
        entriesVersion: next.entriesVersion + 1,
        callsVersion: next.callsVersion + 1,
        filesVersion: next.filesVersion + 1,
      });
    } catch (error) {
      change({ earlier: 'some' });
      notify(errorWords(error).message, 'problem');
    }
  };

  const watch = (): (() => void) =>
    connection.follow({
      open: (client, signal) => client.runs.watch({ id, afterEventId: timeline.lastEventId }, { signal }),
      onValue: take,
      isOver: () => next.run !== null && !isActive(next.run),
      onError: (error) => change({ error: errorWords(error) }),
    });

  const opened: RunDocument = {
    id,
    timeline,
    state,
    unfolded: new Map(),
    following: false,
    take,
    loadEarlier,
    watch,
  };
  return opened;
}
