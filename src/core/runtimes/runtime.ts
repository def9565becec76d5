/** What every runtime can do: tell its state without waking anything, and come up when asked. */
import type { RuntimeState } from '../schema/index.ts';

export interface Runtime {
  readonly kind: 'lmstudio' | 'endpoint';
  /** Base URL ending in `/v1` (or what stands before `/responses`), without credentials. */
  readonly baseUrl: string;
  /** The runtime's own key; never logged. */
  readonly token: string | null;
  /** Reads the state over HTTP only; never wakes, loads or downloads. */
  status(signal?: AbortSignal): Promise<RuntimeState>;
  /**
   * Starts the server and loads a model where the runtime can be started from here, then the state again.
   * `wantedModel` null takes the configured or only model. Says in words what it does through `onStep`.
   */
  bringUp(
    wantedModel: string | null,
    onStep: (words: string) => void,
    signal?: AbortSignal,
  ): Promise<RuntimeState>;
}

/** A runtime that could not be used; the message says what was tried and what to do next. */
export class RuntimeError extends Error {
  override name = 'RuntimeError';
  readonly code: 'runtime_down' | 'model_missing' | 'no_model' | 'not_loopback' | 'bad_address';
  constructor(code: RuntimeError['code'], message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** True for an address that never leaves the machine. */
export function isLoopback(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
