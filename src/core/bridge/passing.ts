/** A request on its way through the relay, and those who hear of it. */
import type http from 'node:http';
import type { ModelCall, ModelCallBody } from './model-call.ts';
import type { StreamNews } from './stream-tap.ts';

export interface Upstream {
  /** Base URL of the runtime, ending in `/v1` or whatever stands before `/responses`. */
  baseUrl: string;
  /** The runtime's own key, if it has one. */
  token: string | null;
}

export interface RelayObserver {
  /** The record of a model call, each time its phase changes. */
  onCall(body: ModelCallBody): void;
  /** Deltas and tool calls as they pass. */
  onNews(call: number, news: StreamNews): void;
  /** Bytes of an answer passed: the stream is alive. */
  onBytes(call: number): void;
}

export interface Passing {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  body: Buffer;
  /** Path below the base URL, e.g. `/responses`. */
  path: string;
  /** The URL that Codex was given holds the relay's token. */
  tokenInUrl: boolean;
  upstream: Upstream;
  agent: http.Agent;
  observer: RelayObserver;
  /** Null for what is no turn of the model. */
  call: ModelCall | null;
}

/** Closes the record of a call; the first outcome counts. */
export function finish(
  { observer, call }: Passing,
  outcome: { phase: 'completed' | 'failed' | 'aborted'; error?: string },
): void {
  if (!call || call.body().durationMs !== null) return;
  call.end(outcome);
  observer.onCall(call.body());
}
