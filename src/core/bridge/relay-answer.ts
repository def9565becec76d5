/** Sends the runtime's answer back to Codex byte for byte, and reads along. */
import type http from 'node:http';
import { returnedHeaders } from './headers.ts';
import { errorLimit } from './model-call.ts';
import { finish, type Passing } from './passing.ts';
import { createStreamTap } from './stream-tap.ts';

/** `isGone`: Codex has hung up, so that what happens to the answer is no fault of the runtime. */
export function relayAnswer(passing: Passing, answer: http.IncomingMessage, isGone: () => boolean): void {
  const { response, observer, call } = passing;
  const status = answer.statusCode ?? 502;
  response.writeHead(passing.tokenInUrl ? withoutUrl(status) : status, returnedHeaders(answer.rawHeaders));
  response.flushHeaders();
  if (call) {
    call.headers(status);
    observer.onCall(call.body());
  }
  const reader = call && readerOf(answer, passing);
  answer.on('data', (chunk: Buffer) => {
    if (!response.write(chunk)) {
      answer.pause();
      response.once('drain', () => answer.resume());
    }
    if (!call) return;
    call.bytes(chunk.length);
    observer.onBytes(call.body().call);
    reader?.push(chunk);
  });
  answer.once('end', () => {
    response.end();
    const error = reader?.error() ?? null;
    if (error === null) finish(passing, { phase: 'completed' });
    else finish(passing, { phase: 'failed', error });
  });
  answer.on('error', () => {
    if (isGone()) return;
    // Codex shall see the cut as the runtime made it, so that its own retries work.
    response.destroy();
    finish(passing, {
      phase: 'failed',
      error: 'The runtime closed the connection in the middle of its answer.',
    });
  });
}

/**
 * A status on which Codex (0.169.0) does not print the URL: to most others it adds "url: …", on stdout and in its rollout.
 * 400 ends the run with the body in full, 500 is tried again, as are 429 and 503 themselves.
 */
function withoutUrl(status: number): number {
  if (status < 400) return status;
  return status === 429 || status >= 500 ? 500 : 400;
}

interface Reader {
  push(chunk: Buffer): void;
  /** The body of an answer that is no stream: the server's own words of what went wrong. */
  error(): string | null;
}

/** A stream is read event by event; anything else, whatever its status, is an error in the server's words. */
function readerOf(answer: http.IncomingMessage, { call, observer }: Passing): Reader {
  const { statusCode = 502, headers } = answer;
  const encoding = headers['content-encoding'] ?? 'identity';
  // We did not ask for it and do not unpack it; Codex gets it as it is.
  if (encoding !== 'identity') {
    return { push: () => {}, error: () => `HTTP ${statusCode} with a body encoded as ${encoding}` };
  }
  const type = headers['content-type'];
  const isStream = statusCode < 400 && (type === undefined || /^text\/event-stream\b/i.test(type));
  if (isStream) {
    const tap = createStreamTap((news) => {
      call?.news(news);
      if (call) observer.onNews(call.body().call, news);
    });
    return { push: (chunk) => tap.push(chunk), error: () => null };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    push: (chunk) => {
      if (bytes < errorLimit) chunks.push(chunk);
      bytes += chunk.length;
    },
    error: () => Buffer.concat(chunks).toString('utf8').trim() || `HTTP ${statusCode} with an empty body`,
  };
}
