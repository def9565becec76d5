/** Waits for a condition instead of for a time. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until `look` returns something other than null, undefined or false; throws after `timeoutMs` naming what never came. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  timeoutMs = 30_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) {
      return found as NonNullable<Exclude<T, false>>;
    }
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
    await sleep(20);
  }
}
