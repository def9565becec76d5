/** Which bytes of a file are there: sorted intervals that neither touch nor overlap; the end is exclusive. */

export interface Interval {
  start: number;
  end: number;
}

/** The intervals with one more; the given list is left as it is. */
export function addInterval(list: readonly Interval[], { start, end }: Interval): Interval[] {
  if (end <= start) return [...list];
  const before = list.filter((each) => each.end < start);
  const after = list.filter((each) => each.start > end);
  const touched = list.slice(before.length, list.length - after.length);
  const merged = {
    start: Math.min(start, touched[0]?.start ?? start),
    end: Math.max(end, touched.at(-1)?.end ?? end),
  };
  return [...before, merged, ...after];
}

/** What of `[0, size)` is not there. */
export function gapsOf(list: readonly Interval[], size: number): Interval[] {
  const gaps: Interval[] = [];
  let at = 0;
  for (const { start, end } of list) {
    if (start > at) gaps.push({ start: at, end: Math.min(start, size) });
    at = Math.max(at, end);
  }
  if (at < size) gaps.push({ start: at, end: size });
  return gaps.filter(({ start, end }) => start < end);
}

/** Bytes that are there. */
export function covered(list: readonly Interval[]): number {
  return list.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Bytes that are there without a gap from the beginning. */
export function prefixOf(list: readonly Interval[]): number {
  return list[0]?.start === 0 ? list[0].end : 0;
}

/** What of the intervals lies below `size`. */
export function clipTo(list: readonly Interval[], size: number): Interval[] {
  return list
    .map(({ start, end }) => ({ start, end: Math.min(end, size) }))
    .filter(({ start, end }) => start < end);
}
