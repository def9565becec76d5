/** The time, in whole seconds, for running clocks and "4 m ago"; it ticks only while something on screen looks at it. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const never = (): (() => void) => () => {};

/** Milliseconds since the epoch, anew every second while `running`. */
export function useNow(running = true): number {
  return useSyncExternalStore(running ? subscribe : never, () => now);
}
