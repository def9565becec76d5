/** Round numbers for an axis that begins at zero. */

/** The top of the axis: the smallest of 1, 2, 2.5, 5 times a power of ten that is at least `max`; 1 for nothing. */
export function niceTop(max: number): number {
  if (!(max > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(max));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= max * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** Marks from zero to `top`: halves or quarters, whichever stay whole where `whole` asks for it. */
export function axisMarks(top: number, whole: boolean): number[] {
  const parts = [4, 2, 1].find((each) => !whole || Number.isInteger(top / each)) ?? 1;
  return Array.from({ length: parts + 1 }, (_, i) => (top * i) / parts);
}

/** Up to `count` positions of `length` items, evenly spread, the last one always among them. */
export function spreadMarks(length: number, count: number): number[] {
  if (length === 0) return [];
  const step = Math.max(1, Math.ceil(length / count));
  const marks: number[] = [];
  for (let i = length - 1; i >= 0; i -= step) marks.push(i);
  return marks.reverse();
}

/** Sums from the bottom of the stack up, so that drawing them from the last to the first shows each part. */
export function stack(series: readonly (readonly number[])[]): number[][] {
  const sums: number[][] = [];
  for (const values of series) {
    const below = sums.at(-1);
    sums.push(values.map((value, i) => value + (below?.[i] ?? 0)));
  }
  return sums;
}
