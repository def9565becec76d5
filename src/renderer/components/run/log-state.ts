/** What the log window knows between draws: heights, what was drawn, whether the end is followed. Pure but for its own fields. */
import { createHeightIndex, estimateHeight, type HeightIndex, type Timeline } from '../../timeline/index.ts';

export interface Rows {
  first: number;
  /** Exclusive. */
  last: number;
}

export interface LogState {
  heights: HeightIndex;
  /** Measured heights by entry id, for when rows move. */
  readonly known: Map<string, number>;
  following: boolean;
  drawn: Rows;
  /** Ids of the drawn rows: the timeline may change under them. */
  drawnIds: readonly string[];
  generation: number;
}

/** The scrolled area as numbers, in pixels. */
export interface View {
  top: number;
  height: number;
}

export function createLogState(following: boolean): LogState {
  return {
    heights: createHeightIndex(),
    known: new Map(),
    following,
    drawn: { first: 0, last: 0 },
    drawnIds: [],
    generation: 0,
  };
}

/** Gives every new entry a first guess of its height. Costs what is new. */
export function appendNew(log: LogState, { entries }: Timeline): void {
  for (let i = log.heights.count; i < entries.length; i += 1) {
    const entry = entries[i];
    if (entry) log.heights.append(log.known.get(entry.id) ?? estimateHeight(entry.body));
  }
}

/** The rows within the view and `margin` pixels around it. */
export function rowsWithin(log: LogState, view: View, margin: number): Rows {
  const { heights } = log;
  if (heights.count === 0) return { first: 0, last: 0 };
  const top = log.following ? Math.max(0, heights.total - view.height) : view.top;
  return {
    first: heights.indexAt(Math.max(0, top - margin)),
    last: heights.indexAt(top + view.height + margin) + 1,
  };
}

/** Starts over after rows were put in front or let go; returns by how many pixels what was seen has moved down. */
export function moveRows(log: LogState, timeline: Timeline, view: View): number {
  const seen = log.heights.indexAt(view.top);
  const anchor = log.drawnIds[seen - log.drawn.first];
  const before = log.heights.offsetOf(seen);
  log.heights = createHeightIndex();
  for (const id of log.known.keys()) if (!timeline.positions.has(id)) log.known.delete(id);
  appendNew(log, timeline);
  const now = anchor === undefined ? undefined : timeline.positions.get(anchor);
  return now === undefined ? 0 : log.heights.offsetOf(now) - before;
}
