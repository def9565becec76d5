/** Serves the dashboard's files as `app://brainswap/…`, so that pages have a real origin and no file:// rights. */
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import type { Protocol } from 'electron';
import { appScheme, isOwnAddress } from './app-address.ts';
import { responseHeaders } from './security/response-headers.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Declares the scheme; Electron wants this before the app is ready. */
export function declareScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Starts to serve the files under `root`. */
export function serveFiles(protocol: Pick<Protocol, 'handle'>, root: string): void {
  protocol.handle(appScheme, (request) => respond(request, root));
}

/** Answers one request: the file, 404 where there is none, 403 for an address that leads out of `root`. */
export async function respond(request: Pick<Request, 'method' | 'url'>, root: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET');
  const path = fileFor(request.url, root);
  if (path === null) return refuse(403, 'No such address');
  try {
    const body = await readFile(path);
    const mediaType = mediaTypes[extname(path)] ?? 'application/octet-stream';
    return new Response(request.method === 'HEAD' ? null : body, { headers: responseHeaders(mediaType) });
  } catch {
    // Absent, a folder, unreadable: for the page they are all "not there".
    return refuse(404, 'No such file');
  }
}

/**
 * The file an address names; null for an address that is not ours or would lead out of `root`. The URL parser has
 * folded plain dots by now; what is left to refuse are encoded ones (`..%2f`), backslashes and NUL.
 */
export function fileFor(address: string, root: string): string | null {
  const url = isOwnAddress(address) ? URL.parse(address) : null;
  const path = url === null ? null : decoded(url.pathname);
  if (path === null || /[\\\0]/u.test(path)) return null;
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.includes('..')) return null;
  const file = join(root, ...(segments.length === 0 ? ['index.html'] : segments));
  const inside = relative(root, file);
  return inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone `%` is no address of ours.
    return null;
  }
}

function refuse(status: number, reason: string): Response {
  return new Response(reason, { status, headers: responseHeaders('text/plain; charset=utf-8') });
}
