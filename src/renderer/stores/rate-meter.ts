/** How many events came within about the last second. Pure: the caller tells the time. */

export interface RateMeter {
  /** Counts `n` events at `now` (milliseconds) and returns the number of the last second. */
  count(n: number, now: number): number;
}

/** Half a second a bucket: precise enough to tell a flood from a busy run. */
const bucketLength = 500;

export function createRateMeter(): RateMeter {
  let bucket = 0;
  let current = 0;
  let previous = 0;
  return {
    count(n, now) {
      const at = Math.floor(now / bucketLength);
      if (at !== bucket) {
        previous = at === bucket + 1 ? current : 0;
        current = 0;
        bucket = at;
      }
      current += n;
      return current + previous;
    },
  };
}
