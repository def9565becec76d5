/** HTTP requests with kept connections: redirects by hand, no token to another host, nobody waits forever. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { Environment } from '../hf-cache/index.ts';
import { HubError } from './errors.ts';

export interface Transport {
  /** Resolves when the headers are there. Rejects with StallError, or the system's error. */
  request(request: HubRequest): Promise<HubAnswer>;
  close(): void;
}

export interface HubRequest {
  method: 'GET' | 'HEAD';
  url: string;
  token: string | null;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

export interface HubAnswer {
  /** Where the answer came from, after redirects. */
  url: string;
  status: number;
  headers: http.IncomingHttpHeaders;
  body: http.IncomingMessage;
  /** The answer of the first host, when another one answered in the end. */
  first: { status: number; headers: http.IncomingHttpHeaders } | null;
}

/** Nothing came for the time that a connection may be silent. */
export class StallError extends Error {
  override readonly name = 'StallError';
}

const mostRedirects = 6;
const redirects = new Set([301, 302, 303, 307, 308]);

/** `stallMs`: a request without headers for so long is given up. Proxies are taken from `env` as other programs do. */
export function createTransport(env: Environment, connections: number, stallMs: number): Transport {
  // One more than transfer needs, so that a small question is not queued behind large files.
  const options = { keepAlive: true, maxSockets: connections + 1, proxyEnv: { ...env } };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

  function once(request: HubRequest, url: URL, token: string | null): Promise<http.IncomingMessage> {
    const secure = url.protocol === 'https:';
    const headers = {
      'user-agent': 'brainswap',
      // The length and the ETag of what is on disk, not of a compressed form of it.
      'accept-encoding': 'identity',
      ...request.headers,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    const { method, signal } = request;
    const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
    const send = secure ? https.request : http.request;
    const sent = send(url, { method, headers, signal, agent: agents[secure ? 'https:' : 'http:'] }, resolve);
    const timer = setTimeout(() => sent.destroy(new StallError('No answer')), stallMs);
    sent.on('error', reject);
    sent.on('response', () => clearTimeout(timer));
    sent.on('close', () => clearTimeout(timer));
    sent.end();
    return promise;
  }

  return {
    async request(request) {
      let url = new URL(request.url);
      let { token } = request;
      let first: HubAnswer['first'] = null;
      for (let hop = 0; hop <= mostRedirects; hop++) {
        const answer = await once(request, url, token);
        const status = answer.statusCode ?? 0;
        const { location } = answer.headers;
        if (!redirects.has(status) || location === undefined) {
          return { url: url.href, status, headers: answer.headers, body: answer, first };
        }
        const next = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
        const web = next !== null && /^https?:$/.test(next.protocol);
        if (!web || (url.protocol === 'https:' && next.protocol === 'http:')) {
          answer.destroy();
          throw new HubError(
            'hub_failed',
            `${url.host} sent us on to an address that is not safe. Check HF_ENDPOINT.`,
          );
        }
        first ??= { status, headers: answer.headers };
        // Nobody but the hub itself gets the token.
        if (next.host !== url.host) token = null;
        if (request.method === 'HEAD' && next.host !== url.host) {
          answer.resume();
          return { url: next.href, status: 200, headers: answer.headers, body: answer, first };
        }
        answer.resume();
        url = next;
      }
      throw new HubError('hub_failed', `${url.host} sends us in circles. Try again later.`);
    },
    close() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

/** Reads a small body as text. Rejects past `limit` bytes. */
export async function readText({ body }: HubAnswer, limit = 64 * 1024 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > limit) throw new HubError('hub_failed', 'The hub sent an answer that is too long to be true.');
  }
  return Buffer.concat(chunks).toString('utf8');
}
