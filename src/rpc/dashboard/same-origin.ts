/** Tells our own page from others: a foreign name for 127.0.0.1 (DNS rebinding) and a foreign page both give themselves away. */
import type { IncomingHttpHeaders } from 'node:http';

/** True when the request names this machine and port as its host, and nothing else as its origin. */
export function isOwnRequest(headers: IncomingHttpHeaders, port: number): boolean {
  return isOwnHost(headers.host, port) && (headers.origin === undefined || isOwnOrigin(headers, port));
}

/** As `isOwnRequest`, but an origin must be there: browsers always send it when they open a WebSocket. */
export function isOwnUpgrade(headers: IncomingHttpHeaders, port: number): boolean {
  return isOwnHost(headers.host, port) && isOwnOrigin(headers, port);
}

function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

function isOwnOrigin({ host, origin }: IncomingHttpHeaders, port: number): boolean {
  return isOwnHost(host, port) && origin === `http://${host}`;
}
