/**
 * The timeline of a run, folded from its events. It is changed in place, one event at a time, so that a batch costs
 * what the batch holds and not what came before; entries themselves are never changed, only replaced.
 */
import type { EventBody, EventSource, RunEvent } from '../../rpc/contract.ts';
import { type FileTotal, fileTotalsOf, mergeFileTotals } from './file-totals.ts';

export interface TimelineEntry {
  /** Stable over replacements: the event's key, or its number. */
  readonly id: string;
  /** The number of its first event. */
  readonly firstEventId: number;
  /** Milliseconds since the epoch, of the first and of the latest event. */
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly source: EventSource;
  readonly body: EventBody;
}

export type ModelCall = Extract<EventBody, { type: 'model_call' }>;

export interface Timeline {
  /** In the order in which they began. */
  readonly entries: TimelineEntry[];
  /** Requests to the model, by their number in the run. */
  readonly calls: Map<number, ModelCall>;
  /** Lines added and removed, by path, over all completed changes. */
  readonly files: Map<string, FileTotal>;
  /** The cursors to go back from and to resume with; 0 before there is an event. */
  firstEventId: number;
  lastEventId: number;
  /** Where each keyed entry stands in `entries`. */
  readonly positions: Map<string, number>;
}

export function createTimeline(): Timeline {
  return {
    entries: [],
    calls: new Map(),
    files: new Map(),
    firstEventId: 0,
    lastEventId: 0,
    positions: new Map(),
  };
}

/** What an event touched, so that only those parts are drawn again. */
export interface FoldResult {
  entries: boolean;
  calls: boolean;
  files: boolean;
}

/** Takes one event in. Events already seen (a repeated batch after a reconnect) change nothing. */
export function foldEvent(timeline: Timeline, event: RunEvent): FoldResult {
  const result: FoldResult = { entries: false, calls: false, files: false };
  if (event.id <= timeline.lastEventId) return result;
  timeline.lastEventId = event.id;
  if (timeline.firstEventId === 0) timeline.firstEventId = event.id;
  const { body } = event;
  if (body.type === 'model_call') {
    timeline.calls.set(body.call, body);
    result.calls = true;
  }
  if (!hasRow(body)) return result;
  const previous = place(timeline, event);
  result.entries = true;
  if (body.type === 'file_change' || previous?.type === 'file_change') {
    mergeFileTotals(timeline.files, previous ? fileTotalsOf(previous) : [], fileTotalsOf(body));
    result.files = true;
  }
  return result;
}

/**
 * Puts a page of earlier events in front. What they began and later events have replaced moves to where it began, in its
 * later form. Costs as much as the whole timeline; it happens only when a person asks for it.
 */
export function foldEarlier(timeline: Timeline, events: readonly RunEvent[]): void {
  const whole = createTimeline();
  for (const event of events) foldEvent(whole, event);
  for (const entry of timeline.entries) {
    const position = whole.positions.get(entry.id);
    const older = position === undefined ? undefined : whole.entries[position];
    if (position === undefined || older === undefined) {
      whole.positions.set(entry.id, whole.entries.length);
      whole.entries.push(entry);
    } else {
      mergeFileTotals(whole.files, fileTotalsOf(older.body), []);
      whole.entries[position] = { ...entry, firstEventId: older.firstEventId, startedAt: older.startedAt };
    }
  }
  mergeFileTotals(whole.files, [], [...timeline.files.values()]);
  for (const [call, body] of timeline.calls) whole.calls.set(call, body);
  takeOver(timeline.files, whole.files);
  takeOver(timeline.calls, whole.calls);
  takeOver(timeline.positions, whole.positions);
  timeline.entries.length = 0;
  for (const entry of whole.entries) timeline.entries.push(entry);
  timeline.firstEventId = whole.firstEventId || timeline.firstEventId;
}

function takeOver<K, V>(target: Map<K, V>, source: ReadonlyMap<K, V>): void {
  target.clear();
  for (const [key, value] of source) target.set(key, value);
}

/** Appends the entry, or puts it where its key already stands; returns the body it replaced. */
function place(timeline: Timeline, event: RunEvent): EventBody | undefined {
  const id = event.key ?? `event-${event.id}`;
  const position = timeline.positions.get(id);
  const old = position === undefined ? undefined : timeline.entries[position];
  const entry: TimelineEntry = {
    id,
    firstEventId: old?.firstEventId ?? event.id,
    startedAt: old?.startedAt ?? event.at,
    updatedAt: event.at,
    source: event.source,
    body: event.body,
  };
  if (position === undefined) {
    timeline.positions.set(id, timeline.entries.length);
    timeline.entries.push(entry);
  } else {
    timeline.entries[position] = entry;
  }
  return old?.body;
}

/** Model calls have their own table, and a row only when they failed: Codex hides the server's words. */
function hasRow(body: EventBody): boolean {
  switch (body.type) {
    case 'thread_started':
    case 'turn_started':
      return false;
    case 'model_call':
      return body.phase === 'failed' || body.phase === 'aborted';
    default:
      return true;
  }
}
