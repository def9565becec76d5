/** A loopback HTTP server with a log and control endpoints; the stand-ins put their own routes in. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Behaviour, BehaviourChange } from './behaviour.ts';
import { createRequestLog, type LogEntry, type RequestLog } from './log.ts';

/** One request with its body read. */
export interface Exchange {
  method: string;
  path: string;
  /** Parsed JSON of the body; undefined when it is not JSON. */
  body: unknown;
  bearer: string | null;
  response: ServerResponse;
  entry: LogEntry;
  /** Aborted when the client goes away or the server closes. */
  signal: AbortSignal;
}

export interface RehearsalServer {
  /** `http://127.0.0.1:<port>`, without a path. */
  readonly origin: string;
  readonly port: number;
  readonly log: RequestLog;
  readonly behaviour: Behaviour;
  /** Closes the port and resets every connection. */
  close(): Promise<void>;
  /** Resolves when the server has closed, by whatever cause. */
  readonly closed: Promise<void>;
}

export interface ServerOptions {
  /** 0 lets the system choose. */
  port: number;
  behaviour: Behaviour;
  handle: (exchange: Exchange, server: RehearsalServer) => Promise<void> | void;
}

/** Sends a JSON answer; a text is sent as it stands. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** The control endpoints of every stand-in. False when the path is not one of them. */
function control(exchange: Exchange, server: RehearsalServer): boolean {
  const { method, path, response, body } = exchange;
  if (!path.startsWith('/rehearsal/')) return false;
  if (method === 'GET' && path === '/rehearsal/log')
    sendJson(response, 200, { entries: server.log.entries() });
  else if (method === 'GET' && path === '/rehearsal/behaviour') sendJson(response, 200, server.behaviour);
  else if (method === 'POST' && path === '/rehearsal/reset') {
    server.log.reset();
    sendJson(response, 200, {});
  } else if (method === 'POST' && path === '/rehearsal/behaviour') {
    const change = BehaviourChange.safeParse(body);
    if (change.success) {
      Object.assign(server.behaviour, change.data);
      sendJson(response, 200, server.behaviour);
    } else sendJson(response, 400, { error: change.error.issues });
  } else sendJson(response, 404, { error: `There is no ${method} ${path} in a rehearsal.` });
  return true;
}

/** Starts to listen on 127.0.0.1. Rejects when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RehearsalServer> {
  const log = createRequestLog();
  const sockets = new Set<Socket>();
  const behaviour = Behaviour.parse(options.behaviour);
  const started = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let open = true;

  const http = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    void serve(request, response);
  });
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  http.on('error', started.reject);
  http.on('close', () => closed.resolve());
  http.listen(options.port, '127.0.0.1', () => started.resolve());
  await started.promise;
  const { port } = http.address() as AddressInfo;

  const server: RehearsalServer = {
    origin: `http://127.0.0.1:${port}`,
    port,
    log,
    behaviour,
    closed: closed.promise,
    async close() {
      if (open) {
        open = false;
        http.close();
        for (const socket of sockets) {
          // Node leaves the handle of a socket that is shutting down open when it cannot be reset, and spins on it.
          if (socket.writableEnded) socket.destroy();
          else socket.resetAndDestroy();
        }
      }
      await closed.promise;
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const method = request.method ?? 'GET';
    response.setHeader('x-brainswap-rehearsal', '1');
    const controlled = path.startsWith('/rehearsal/');
    // A page in a browser must not be able to read prompts or change the behaviour.
    if (controlled && request.headers.origin !== undefined) {
      sendJson(response, 403, { error: 'The control endpoints are not for web pages.' });
      return;
    }
    if (!controlled && behaviour.refuse) {
      request.socket.resetAndDestroy();
      return;
    }
    const entry = log.open(method, path, request.headers);
    if (controlled) log.drop(entry);
    const abort = new AbortController();
    const before = request.socket.bytesWritten;
    response.on('close', () => {
      entry.durationMs = Date.now() - entry.at;
      entry.status = response.headersSent ? response.statusCode : 0;
      entry.aborted = !response.writableFinished;
      entry.responseBytes = request.socket.bytesWritten - before;
      abort.abort();
    });
    try {
      const bytes = await readBody(request);
      entry.requestBytes = bytes.length;
      const body = bytes.length > 0 ? parseJson(bytes) : undefined;
      entry.body = body ?? null;
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
      const exchange: Exchange = { method, path, body, bearer, response, entry, signal: abort.signal };
      if (!control(exchange, server)) await options.handle(exchange, server);
    } catch (error) {
      // The client went away while it was sending, or a script is at fault: the latter must be seen.
      if (abort.signal.aborted || response.writableEnded) return;
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { message: `The rehearsal itself failed: ${String(error)}` } });
    }
  }
  return server;
}
