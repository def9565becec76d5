/** The dashboard for a browser: pages over HTTP and the contract over a WebSocket, on loopback, for one session. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Brainswap } from '../core/brainswap.ts';
import { send, sendSignIn, sendText } from './dashboard/responses.ts';
import { isOwnRequest, isOwnUpgrade } from './dashboard/same-origin.ts';
import { createSession, type Session } from './dashboard/session.ts';
import { readStaticFile } from './dashboard/static-files.ts';
import { createRouter } from './router.ts';
import { serveWebSocket } from './websocket.ts';

const host = '127.0.0.1';
/** The largest message a page may send, in bytes: a prompt of a million characters, and some. */
const maxPayload = 8 * 1024 * 1024;
/** How long pages may take to say goodbye when the server closes, in milliseconds. */
const goodbyeMs = 500;

export interface DashboardOptions {
  brainswap: Brainswap;
  /** 0, the default, lets the system pick one. */
  port?: number;
  /** Folder of the built pages (out/renderer). */
  assetsFolder: string;
  openFolder?: (folder: string) => Promise<void>;
}

export interface Dashboard {
  /** The link to open, with its token. To be shown to the user and to nobody else. */
  url: string;
  close(): Promise<void>;
}

/** The dashboard could not be served; the message says what to do. */
export class DashboardError extends Error {
  override name = 'DashboardError';
}

/** Serves the dashboard on 127.0.0.1 until closed. Throws DashboardError when it cannot listen. */
export async function startDashboardServer(options: DashboardOptions): Promise<Dashboard> {
  const session = createSession();
  const router = createRouter(options.brainswap, { openFolder: options.openFolder, origin: 'dashboard' });
  const server = createServer();
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  server.on('request', (request, response) => {
    answer(request, response, { session, port, assetsFolder: options.assetsFolder }).catch(() => {
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'Brainswap could not answer that.');
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request, session, port);
    if (refusal) return refuse(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // A broken frame ends its socket; without a listener it would end the process.
      webSocket.on('error', () => webSocket.terminate());
      serveWebSocket(router, webSocket);
    });
  });
  return {
    url: `http://${host}:${port}/?token=${session.token}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...sockets.clients].map(sayGoodbye));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { session, port, assetsFolder }: { session: Session; port: number; assetsFolder: string },
): Promise<void> {
  if (!isOwnRequest(request.headers, port))
    return sendText(response, 403, 'Only for pages of this dashboard.');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendText(response, 405, 'Only GET and HEAD.');
  const url = URL.parse(request.url ?? '', `http://${host}:${port}`);
  if (!url) return sendText(response, 400, 'That is not an address.');
  if (url.pathname === '/' && session.isToken(url.searchParams.get('token'))) {
    // To an address without the token, so that it stays out of history, bookmarks and screenshots.
    return send(response, 303, { location: '/', 'set-cookie': session.setCookie(port) });
  }
  if (!session.isOpen(request.headers.cookie, port)) return sendSignIn(response);
  if (url.pathname === '/rpc') return sendText(response, 426, 'A WebSocket is spoken here.');
  const file = await readStaticFile(assetsFolder, rawPath(request.url ?? '/'));
  if (file === null) return sendText(response, 404, 'There is no such page.');
  send(response, 200, file.headers, file.body);
}

/** The path as it was sent: the URL parser has already folded `..`, and what wants to climb should be refused, not mended. */
function rawPath(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? '/';
}

/** The status line of a refusal, or null when the socket may be opened. */
function refuseUpgrade(request: IncomingMessage, session: Session, port: number): string | null {
  if (!isOwnUpgrade(request.headers, port)) return '403 Forbidden';
  if (!session.isOpen(request.headers.cookie, port)) return '401 Unauthorized';
  return rawPath(request.url ?? '') === '/rpc' ? null : '404 Not Found';
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      const message = taken
        ? `Port ${port} is in use. Choose another one, or 0 for any that is free.`
        : `Could not listen on ${host}:${port}: ${cause.message}`;
      reject(new DashboardError(message, { cause }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

/** Closes a socket in words (1001: going away), by force when the page does not answer. */
function sayGoodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => socket.terminate(), goodbyeMs);
    socket.once('close', () => {
      clearTimeout(force);
      resolve();
    });
    socket.close(1001, 'Brainswap is ending');
  });
}
