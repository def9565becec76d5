/**
 * Heights of a growing list of rows, with the offset of a row and the row at an offset in logarithmic time
 * (a Fenwick tree). A list that grows a thousand times a second cannot afford to add up all its rows.
 */
export interface HeightIndex {
  readonly count: number;
  /** Pixels of all rows together. */
  readonly total: number;
  append(height: number): void;
  height(index: number): number;
  /** Changes one row and returns by how much it grew, in pixels. */
  set(index: number, height: number): number;
  /** Where row `index` begins, in pixels. */
  offsetOf(index: number): number;
  /** The row that covers `offset`; the first or last one when it lies outside. */
  indexAt(offset: number): number;
}

export function createHeightIndex(): HeightIndex {
  let heights = new Float64Array(256);
  // One-based: tree[i] is the sum of the `lowBit(i)` rows that end at row i.
  let tree = new Float64Array(257);
  let count = 0;
  let total = 0;

  const prefix = (rows: number): number => {
    let sum = 0;
    for (let i = rows; i > 0; i -= lowBit(i)) sum += tree[i] ?? 0;
    return sum;
  };

  return {
    get count() {
      return count;
    },
    get total() {
      return total;
    },
    append(height) {
      if (count === heights.length) {
        heights = grown(heights, count * 2);
        tree = grown(tree, count * 2 + 1);
      }
      heights[count] = height;
      count += 1;
      let sum = height;
      for (let step = 1; step < lowBit(count); step *= 2) sum += tree[count - step] ?? 0;
      tree[count] = sum;
      total += height;
    },
    height: (index) => heights[index] ?? 0,
    set(index, height) {
      const change = height - (heights[index] ?? 0);
      if (change === 0 || index >= count) return 0;
      heights[index] = height;
      total += change;
      for (let i = index + 1; i <= count; i += lowBit(i)) tree[i] = (tree[i] ?? 0) + change;
      return change;
    },
    offsetOf: (index) => prefix(Math.min(index, count)),
    indexAt(offset) {
      let position = 0;
      let rest = offset;
      for (let step = highBit(count); step > 0; step >>= 1) {
        const next = position + step;
        const sum = tree[next] ?? 0;
        if (next <= count && sum <= rest) {
          position = next;
          rest -= sum;
        }
      }
      return Math.max(0, Math.min(position, count - 1));
    },
  };
}

function lowBit(n: number): number {
  return n & -n;
}

function highBit(n: number): number {
  return n === 0 ? 0 : 2 ** Math.floor(Math.log2(n));
}

function grown(old: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(length);
  next.set(old);
  return next;
}
