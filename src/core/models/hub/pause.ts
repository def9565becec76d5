/** A switch that a person holds: paused, a download keeps what it has and sends nothing. */
import { once } from 'node:events';

export interface PauseSwitch {
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  /** Aborted with the next pause. */
  readonly interrupt: AbortSignal;
  /** Resolves at once, or with the next resume. Rejects when `signal` is aborted. */
  whilePaused(signal: AbortSignal): Promise<void>;
  /** Calls back with every change; returns its unsubscribe. */
  onChange(listener: () => void): () => void;
}

export function createPauseSwitch(): PauseSwitch {
  const events = new EventTarget();
  let paused = false;
  let controller = new AbortController();
  const change = (to: boolean) => {
    if (paused === to) return;
    paused = to;
    if (paused) controller.abort(new Error('Paused'));
    else controller = new AbortController();
    events.dispatchEvent(new Event('change'));
  };
  return {
    get paused() {
      return paused;
    },
    get interrupt() {
      return controller.signal;
    },
    pause: () => change(true),
    resume: () => change(false),
    async whilePaused(signal) {
      while (paused) await once(events, 'change', { signal });
    },
    onChange(listener) {
      events.addEventListener('change', listener);
      return () => events.removeEventListener('change', listener);
    },
  };
}
