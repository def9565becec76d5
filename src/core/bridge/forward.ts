/** Sends one request on to the runtime and its answer back, byte for byte, and tells the observer what passed. */
import http from 'node:http';
import https from 'node:https';
import { createModelCall, errorLimit, type ModelCall, type ModelCallBody } from './model-call.ts';
import { createStreamTap, type StreamNews } from './stream-tap.ts';

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

export interface Forwarded {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  body: Buffer;
  /** Path below the base URL, e.g. `/responses`. */
  path: string;
  upstream: Upstream;
  agent: http.Agent;
  observer: RelayObserver;
  nextCall: () => number;
}

/** Headers that belong to one connection, or that must not reach the runtime. */
const notForwarded = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'authorization',
  'cookie',
  'upgrade',
  'proxy-authorization',
  'te',
  'trailer',
  'expect',
]);
const notReturned = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** A refused connection is tried again after these pauses, in milliseconds: a runtime may be restarting. */
const connectPauses = [200, 800];

export function forward(passing: Forwarded): void {
  const call = isModelCall(passing)
    ? createModelCall(passing.nextCall(), passing.body.length, () => performance.now())
    : null;
  if (call) passing.observer.onCall(call.body());
  attempt(passing, call, 0);
}

/** `codex --oss` warms the model up with an empty input; that is not a turn. */
function isModelCall({ request, path, body }: Forwarded): boolean {
  return request.method === 'POST' && /^\/responses\/?(\?|$)/.test(path) && !body.includes('"input":""');
}

function attempt(passing: Forwarded, call: ModelCall | null, tries: number): void {
  const { request, response, body, path, upstream, agent } = passing;
  const target = new URL(upstream.baseUrl.replace(/\/+$/, '') + path);
  const secure = target.protocol === 'https:';
  const sending = (secure ? https : http).request(target, {
    method: request.method ?? 'GET',
    headers: forwardedHeaders(request.headers, body, upstream.token),
    ...(secure ? {} : { agent }),
  });
  let answered = false;
  let gone = false;
  const onGone = () => {
    if (response.writableFinished) return;
    gone = true;
    sending.destroy();
    finish(passing, call, { phase: 'aborted' });
  };
  response.once('close', onGone);
  sending.once('error', (error: NodeJS.ErrnoException) => {
    if (gone) return;
    const pause = connectPauses[tries];
    if (!answered && isConnectFailure(error) && pause !== undefined) {
      response.off('close', onGone);
      setTimeout(() => {
        if (!response.destroyed) attempt(passing, call, tries + 1);
        else finish(passing, call, { phase: 'aborted' });
      }, pause);
      return;
    }
    const words = unreachable(upstream, error);
    finish(passing, call, { phase: 'failed', error: words });
    if (answered) response.destroy();
    else answerUnreachable(response, words);
  });
  sending.once('response', (answer) => {
    answered = true;
    relayAnswer(passing, call, answer, () => gone);
  });
  sending.end(body);
}

function relayAnswer(
  passing: Forwarded,
  call: ModelCall | null,
  answer: http.IncomingMessage,
  isGone: () => boolean,
): void {
  const { response, observer } = passing;
  const status = answer.statusCode ?? 502;
  const failed = status >= 400;
  response.writeHead(status, returnedHeaders(answer.rawHeaders));
  response.flushHeaders();
  call?.headers(status);
  if (call) observer.onCall(call.body());
  const errorText: Buffer[] = [];
  let errorBytes = 0;
  const tap =
    call &&
    createStreamTap((news) => {
      call.news(news);
      observer.onNews(call.body().call, news);
    });
  answer.on('data', (chunk: Buffer) => {
    if (!response.write(chunk)) {
      answer.pause();
      response.once('drain', () => answer.resume());
    }
    if (!call) return;
    call.bytes(chunk.length);
    observer.onBytes(call.body().call);
    if (!failed) tap?.push(chunk);
    else if (errorBytes < errorLimit) {
      errorText.push(chunk);
      errorBytes += chunk.length;
    }
  });
  answer.once('end', () => {
    response.end();
    const error = failed ? Buffer.concat(errorText).toString('utf8') : undefined;
    finish(passing, call, {
      phase: failed ? 'failed' : 'completed',
      ...(error === undefined ? {} : { error }),
    });
  });
  answer.once('error', () => {
    if (isGone()) return;
    // Codex shall see the cut as the runtime made it, so that its own retries work.
    response.destroy();
    finish(passing, call, {
      phase: 'failed',
      error: 'The runtime closed the connection in the middle of its answer.',
    });
  });
}

function finish(
  { observer }: Forwarded,
  call: ModelCall | null,
  outcome: { phase: 'completed' | 'failed' | 'aborted'; error?: string },
): void {
  if (!call || call.body().durationMs !== null) return;
  call.end(outcome);
  observer.onCall(call.body());
}

function forwardedHeaders(
  headers: http.IncomingHttpHeaders,
  body: Buffer,
  token: string | null,
): http.OutgoingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !notForwarded.has(name));
  return {
    ...Object.fromEntries(kept),
    ...(body.length > 0 ? { 'content-length': body.length } : {}),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
}

function returnedHeaders(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index], raw[index + 1]];
    if (!notReturned.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

const isConnectFailure = (error: NodeJS.ErrnoException) =>
  error.code === 'ECONNREFUSED' || error.code === 'EHOSTUNREACH' || error.code === 'ENOTFOUND';

function unreachable({ baseUrl }: Upstream, error: NodeJS.ErrnoException): string {
  const { origin } = new URL(baseUrl);
  return `The local runtime at ${origin} does not answer (${error.code ?? error.message}). Start it again, then repeat the run.`;
}

/** 400, since Codex ends the run at once on it and shows the body; a 5xx is retried for half a minute and its words are lost. */
function answerUnreachable(response: http.ServerResponse, message: string): void {
  if (response.destroyed) return;
  response.writeHead(400, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, code: 'runtime_unreachable', type: 'brainswap_relay' } }));
}
