/**
 * Draws only the rows of a growing log that are seen, and keeps the view still: at the end while following it, at the
 * same text while reading. Rows stand in normal flow between two spacers, so wrong guesses of height never overlap.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import type { Timeline } from '../../timeline/index.ts';
import { appendNew, createLogState, type LogState, moveRows, rowsWithin, type View } from './log-state.ts';

/** Pixels drawn beyond what is seen: while reading, and while following, when rows come and go by the hundred. */
const overscan = { reading: 500, following: 80 };
/** Nearer to the end than this counts as being there, in pixels. */
const nearEnd = 32;

export interface LogWindow {
  scroll: RefObject<HTMLDivElement | null>;
  /** What stands above the rows in the scrolled area. */
  lead: RefObject<HTMLDivElement | null>;
  first: number;
  /** Exclusive. */
  last: number;
  /** Pixels of the two spacers. */
  before: number;
  after: number;
  following: boolean;
  setFollowing: (following: boolean) => void;
  /** To be given to each row's element, whose `data-index` tells the row. */
  measure: (element: HTMLElement | null) => (() => void) | undefined;
}

/** `generation` grows when rows were put in front. */
export function useLogWindow(timeline: Timeline, generation: number, startAtEnd: boolean): LogWindow {
  const scroll = useRef<HTMLDivElement>(null);
  const lead = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(startAtEnd);
  const [log] = useState<LogState>(() => createLogState(startAtEnd));
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const moved = useRef(0);

  log.following = following;
  if (log.generation !== generation) {
    log.generation = generation;
    moved.current = moveRows(log, timeline, viewOf(scroll, lead));
  }
  appendNew(log, timeline);
  const view = viewOf(scroll, lead);
  log.drawn = rowsWithin(
    log,
    { ...view, top: view.top + moved.current },
    following ? overscan.following : overscan.reading,
  );
  log.drawnIds = timeline.entries.slice(log.drawn.first, log.drawn.last).map((entry) => entry.id);

  /** Draws again only when rows are seen that were not drawn. */
  const cover = useCallback(() => {
    const seen = rowsWithin(log, viewOf(scroll, lead), 0);
    if (seen.first < log.drawn.first || seen.last > log.drawn.last) redraw();
  }, [log]);

  useEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    let top = element.scrollTop;
    const onScroll = (): void => {
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
      if (atEnd) setFollowing(true);
      // Only a person moves the view up: text that grows leaves it where it is.
      else if (element.scrollTop < top - 1) setFollowing(false);
      top = element.scrollTop;
      cover();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [cover]);

  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    if (following) element.scrollTop = element.scrollHeight;
    else if (moved.current !== 0) element.scrollTop += moved.current;
    moved.current = 0;
  });

  const measure = useMeasure(log, scroll, lead, cover);
  const { first, last } = log.drawn;
  const before = log.heights.offsetOf(first);
  const after = log.heights.total - log.heights.offsetOf(last);
  return { scroll, lead, first, last, before, after, following, setFollowing, measure };
}

type Area = RefObject<HTMLElement | null>;

function viewOf(scroll: Area, lead: Area): View {
  const { current } = scroll;
  if (current === null) return { top: 0, height: 800 };
  return { top: current.scrollTop - (lead.current?.offsetHeight ?? 0), height: current.clientHeight };
}

/** Learns the real heights of drawn rows, and moves the view by what grew above it before anything is painted. */
function useMeasure(log: LogState, scroll: Area, lead: Area, cover: () => void): LogWindow['measure'] {
  const [observer] = useState(
    () =>
      new ResizeObserver((changes) => {
        const element = scroll.current;
        if (element === null) return;
        const { top } = viewOf(scroll, lead);
        let above = 0;
        for (const { target, borderBoxSize } of changes) {
          const index = Number(target instanceof HTMLElement ? target.dataset.index : Number.NaN);
          const height = borderBoxSize[0]?.blockSize ?? 0;
          if (Number.isNaN(index) || height === 0) continue;
          const wasAbove = log.heights.offsetOf(index) + log.heights.height(index) <= top + above;
          const grown = log.heights.set(index, height);
          if (wasAbove) above += grown;
          const id = log.drawnIds[index - log.drawn.first];
          if (id !== undefined) log.known.set(id, height);
        }
        if (log.following) element.scrollTop = element.scrollHeight;
        else if (above !== 0) element.scrollTop += above;
        cover();
      }),
  );
  useEffect(() => () => observer.disconnect(), [observer]);
  return useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      observer.observe(element);
      return () => observer.unobserve(element);
    },
    [observer],
  );
}
