/** Which headers go on to the runtime, and which come back. */
import type http from 'node:http';

/**
 * Headers that belong to one connection, or that must not reach the runtime. `accept-encoding` stays behind so that
 * answers come as plain text: we read along, and on loopback compression gains nothing.
 */
const notForwarded = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'accept-encoding',
  'authorization',
  'cookie',
  'upgrade',
  'proxy-authorization',
  'te',
  'trailer',
  'expect',
]);
const notReturned = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** The headers of a request to the runtime; the caller's key is replaced by the runtime's own, or by none. */
export function forwardedHeaders(
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

/** The headers of an answer, in their order and as they are written; as Node's `writeHead` takes them. */
export function returnedHeaders(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index], raw[index + 1]];
    if (!notReturned.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
