/**
 * The relay: a loopback server between Codex and a runtime that has `/v1/responses`. Bytes pass as they come; what they
 * mean is told to an observer. One relay per run, one random token per relay.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '../http/index.ts';
import { forward } from './forward.ts';
import type { RelayObserver, Upstream } from './passing.ts';
import { readBody } from './read-body.ts';

export type { RelayObserver, Upstream } from './passing.ts';

export interface Relay {
  /** For a provider that sends the token as a bearer key. */
  url: string;
  token: string;
  /** For a provider that sends no key: the token is in the path. Give it by environment only, never in argv. */
  urlWithToken: string;
  close(): Promise<void>;
}

/** The largest request that is taken, in bytes. */
export const maxRequestBytes = 64 * 1024 * 1024;

/** Starts a relay on a loopback port the system picks. */
export async function startRelay(upstream: Upstream, observer: RelayObserver): Promise<Relay> {
  const token = randomBytes(24).toString('base64url');
  const agent = new http.Agent({ keepAlive: true });
  let calls = 0;
  const server = http.createServer((request, response) => {
    // Whoever hangs up while we write is no reason to end.
    response.on('error', () => response.destroy());
    const path = authorisedPath(request, token);
    if (path === null) {
      refuse(response, 401, 'This relay belongs to a run of Brainswap and needs its token.');
      return;
    }
    readBody(request, maxRequestBytes).then(
      (body) => {
        const tokenInUrl = request.url?.startsWith('/t/') === true;
        const passing = { request, response, path, tokenInUrl, upstream, agent, observer };
        if (body !== null) forward({ ...passing, body }, () => ++calls);
        else refuse(response, 413, `The request is larger than ${maxRequestBytes} bytes.`);
      },
      // The client went away in mid-request: nobody is left to answer.
      () => response.destroy(),
    );
  });
  // Prefill can take minutes; the watchdog, not the socket, decides when it is too long.
  server.requestTimeout = 0;
  // A command may run for minutes between two turns; the connection must not be closed just as Codex uses it again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/v1`,
    token,
    urlWithToken: `${origin}/t/${token}/v1`,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The path below `/v1`, with its query, when the request may pass; null when it may not. */
function authorisedPath(request: IncomingMessage, token: string): string | null {
  const { host, origin, authorization } = request.headers;
  const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
  // A browser page sends an Origin; Codex does not. No page may talk to the runtime through us.
  if (!local || origin !== undefined) return null;
  const url = request.url ?? '/';
  const inPath = /^\/t\/([\w-]+)(\/v1(?:[/?].*)?)$/.exec(url);
  const given = inPath?.[1] ?? /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
  const path = inPath?.[2] ?? url;
  return sameSecret(given, token) && /^\/v1([/?]|$)/.test(path) ? path.slice('/v1'.length) : null;
}

function sameSecret(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Refuses a request; what is left of it is not read, so its connection cannot be used again. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ error: { message, type: 'brainswap_relay' } }));
}
