/** Does one thing to many items, a few at a time. */

/** Enough to keep libuv's threads busy, few enough not to run out of file descriptors. */
const atOnce = 16;

/** Calls `work` for each item in order of the list; at most 16 run at once. Stops at the first error or abort. */
export async function eachBounded<Item>(
  items: readonly Item[],
  signal: AbortSignal | undefined,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < items.length && !failed) {
      signal?.throwIfAborted();
      const index = next++;
      try {
        await work(items[index] as Item, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  // Lanes that are still at work are waited for, so that nothing touches the disk after the promise has settled.
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  for (const result of lanes) if (result.status === 'rejected') throw result.reason;
}
