/** Sends one request on to the runtime, patient with one that is just restarting. */
import type { ServerResponse } from 'node:http';
import { http, https } from '../http/index.ts';
import { forwardedHeaders } from './headers.ts';
import { createModelCall } from './model-call.ts';
import { finish, type Passing, type Upstream } from './passing.ts';
import { relayAnswer } from './relay-answer.ts';

/** A refused connection is tried again after these pauses, in milliseconds: a runtime may be restarting. */
const connectPauses = [200, 800];

export function forward(given: Omit<Passing, 'call'>, nextCall: () => number): void {
  const call = isModelCall(given)
    ? createModelCall(nextCall(), given.body.length, () => performance.now())
    : null;
  const passing: Passing = { ...given, call };
  if (call) passing.observer.onCall(call.body());
  try {
    attempt(passing, 0);
  } catch (error) {
    // An address or key that no request can be made of.
    const words = `The local runtime could not be asked: ${error instanceof Error ? error.message : error}. Check the runtime's address and key.`;
    finish(passing, { phase: 'failed', error: words });
    answerUnreachable(passing.response, words);
  }
}

/** `codex --oss` warms the model up with an empty input; that is not a turn. */
function isModelCall({ request, path, body }: Omit<Passing, 'call'>): boolean {
  return request.method === 'POST' && /^\/responses\/?(\?|$)/.test(path) && !isWarmUp(body);
}

/** Looks before it parses: the body of a real turn can be large, and has these bytes only by chance. */
function isWarmUp(body: Buffer): boolean {
  if (!body.includes('"input":""')) return false;
  try {
    return (JSON.parse(body.toString('utf8')) as { input?: unknown } | null)?.input === '';
  } catch {
    return false;
  }
}

function attempt(passing: Passing, tries: number): void {
  const { request, response, body, path, upstream, agent } = passing;
  const target = new URL(upstream.baseUrl.replace(/\/+$/, '') + path);
  const secure = target.protocol === 'https:';
  const sending = (secure ? https() : http).request(target, {
    method: request.method ?? 'GET',
    headers: forwardedHeaders(request.headers, body, upstream.token),
    ...(secure ? {} : { agent }),
  });
  let answered = false;
  let gone = false;
  let waiting: NodeJS.Timeout | null = null;
  const onGone = () => {
    if (response.writableFinished) return;
    gone = true;
    if (waiting) clearTimeout(waiting);
    sending.destroy();
    finish(passing, { phase: 'aborted' });
  };
  const again = (pauseMs: number) => {
    waiting = setTimeout(() => {
      response.off('close', onGone);
      attempt(passing, tries + 1);
    }, pauseMs);
  };
  response.once('close', onGone);
  sending.on('error', (error: NodeJS.ErrnoException) => {
    if (gone || waiting) return;
    if (!answered) {
      // The runtime closed a connection that was kept open at the very moment of its next use: that says nothing about it.
      if (sending.reusedSocket && isCut(error)) return again(0);
      const pause = connectPauses[tries];
      if (isConnectFailure(error) && pause !== undefined) return again(pause);
    }
    const words = unreachable(upstream, error);
    finish(passing, { phase: 'failed', error: words });
    if (answered) response.destroy();
    else answerUnreachable(response, words);
  });
  sending.once('response', (answer) => {
    answered = true;
    relayAnswer(passing, answer, () => gone);
  });
  sending.end(body);
}

const isCut = ({ code }: NodeJS.ErrnoException) => code === 'ECONNRESET' || code === 'EPIPE';
const isConnectFailure = ({ code }: NodeJS.ErrnoException) =>
  code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';

function unreachable({ baseUrl }: Upstream, error: NodeJS.ErrnoException): string {
  const { origin } = new URL(baseUrl);
  return isCut(error)
    ? `The local runtime at ${origin} closed the connection without an answer (${error.code}). It may have crashed or run out of memory: start it again, then repeat the run.`
    : `The local runtime at ${origin} does not answer (${error.code ?? error.message}). Start it again, then repeat the run.`;
}

/** 400, since Codex ends the run at once on it and shows the body; a 5xx is retried for half a minute and its words are lost. */
function answerUnreachable(response: ServerResponse, message: string): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(400, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, code: 'runtime_unreachable', type: 'brainswap_relay' } }));
}
