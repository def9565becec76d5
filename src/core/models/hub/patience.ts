/** Tries again: exponential pauses that progress resets, and one gate for all when the hub says 429. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HubError, systemCode } from './errors.ts';
import { StallError } from './transport.ts';

export interface RetryRule {
  /** Failures in a row, without a byte between them, before giving up. */
  attempts: number;
  /** The first pause in milliseconds; it doubles each time. */
  firstPauseMs: number;
  longestPauseMs: number;
}

export const defaultRetryRule: RetryRule = { attempts: 8, firstPauseMs: 500, longestPauseMs: 30_000 };

/** The hub asked for a pause. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  readonly waitMs: number;
  constructor(waitMs: number) {
    super('429');
    this.waitMs = waitMs;
  }
}

/** An answer that may be better next time: 5xx, a signed address that has expired, a body that ended early. */
export class Passing extends Error {
  override readonly name = 'Passing';
}

export interface Patience {
  /** Call after a failure; resolves when it is time to try again. Throws what to tell when it is enough. */
  afterFailure(error: unknown, signal: AbortSignal): Promise<void>;
  /** Call when bytes came: the count begins anew. */
  progressed(): void;
}

/** What all tries of one download share. */
export interface SharedGate {
  host: string;
  /** Milliseconds since the epoch before which nobody asks the hub. */
  closedUntil: number;
  onRetry(stalled: boolean): void;
  onWait(waitMs: number): void;
}

/** Waits until the hub may be asked again. */
export async function passGate(gate: SharedGate, signal: AbortSignal): Promise<void> {
  for (;;) {
    const left = gate.closedUntil - Date.now();
    if (left <= 0) return;
    await sleep(left, undefined, { signal });
  }
}

export function createPatience(rule: RetryRule, gate: SharedGate): Patience {
  let failures = 0;
  return {
    progressed() {
      failures = 0;
    },
    async afterFailure(error, signal) {
      signal.throwIfAborted();
      if (error instanceof HubError) throw error;
      failures += 1;
      if (failures >= rule.attempts) throw giveUp(error, gate.host);
      gate.onRetry(error instanceof StallError);
      if (error instanceof TooManyRequests) {
        gate.closedUntil = Math.max(gate.closedUntil, Date.now() + error.waitMs);
        gate.onWait(error.waitMs);
        return passGate(gate, signal);
      }
      const pause = Math.min(rule.longestPauseMs, rule.firstPauseMs * 2 ** (failures - 1));
      // Not all connections at the same moment.
      await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal });
    },
  };
}

function giveUp(error: unknown, host: string): HubError {
  const facts = { cause: error };
  const kept = 'What is downloaded is kept.';
  if (error instanceof TooManyRequests) {
    const words = `${host} limits how often we may ask, again and again. Set a Hugging Face token (it raises the limit), or wait some minutes and start again. ${kept}`;
    return new HubError('rate_limited', words, facts);
  }
  if (error instanceof StallError) {
    const words = `${host} is connected, but sends nothing. Check the network, a VPN or a proxy, and start again. ${kept}`;
    return new HubError('stalled', words, facts);
  }
  if (error instanceof Passing) {
    return new HubError(
      'hub_failed',
      `${host} fails again and again: ${error.message}. Try later. ${kept}`,
      facts,
    );
  }
  const code = systemCode(error);
  const words = `${host} cannot be reached${code === undefined ? '' : ` (${code})`}. Check the network connection and start again. ${kept}`;
  return new HubError('offline', words, facts);
}
