/** A smoothed rate of bytes: the mean of the last seconds, younger ones weighing more. */

/** Milliseconds after which a sample weighs a third. */
const memoryMs = 4_000;
const sampleMs = 250;

export interface Rate {
  add(bytes: number): void;
  /** Bytes per second; null before the first sample. */
  read(): number | null;
  /** After a pause the time in between does not count. */
  restart(): void;
}

/** `now` in milliseconds. */
export function createRate(now: () => number): Rate {
  let since = now();
  let bytes = 0;
  let smoothed: number | null = null;
  let weight = 0;
  const sample = () => {
    const took = now() - since;
    if (took < sampleMs) return;
    const keep = Math.exp(-took / memoryMs);
    // The young mean is divided by the weight it has gathered, so that it does not begin near zero.
    weight = weight * keep + (1 - keep);
    smoothed = (smoothed ?? 0) * keep + ((bytes * 1000) / took) * (1 - keep);
    since = now();
    bytes = 0;
  };
  return {
    add(more) {
      bytes += more;
      sample();
    },
    read() {
      sample();
      return smoothed === null ? null : smoothed / weight;
    },
    restart() {
      since = now();
      bytes = 0;
    },
  };
}
