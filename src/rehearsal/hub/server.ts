/** The two loopback servers of the stand-in hub (hub and content network), with one log and control endpoints. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRequestLog, type RequestLog } from '../http/log.ts';
import { sendJson } from '../http/server.ts';
import { answerApi } from './api.ts';
import { defaultHubBehaviour, HubBehaviour, type HubBehaviourChange } from './behaviour.ts';
import { createCdn } from './cdn.ts';
import { control } from './control.ts';
import { defaultRepos, makeRepo, type Repo, type RepoSpec } from './repo.ts';
import { countRequest, type HubTotals, noTotals } from './totals.ts';

export interface HubOptions {
  /** 0 (default) lets the system choose. */
  port?: number;
  repos?: readonly RepoSpec[];
  behaviour?: HubBehaviourChange;
}

export interface HubServer {
  /** `http://127.0.0.1:<port>`: what HF_ENDPOINT is set to. */
  readonly origin: string;
  /** Where the signed addresses lead. */
  readonly cdnOrigin: string;
  readonly log: RequestLog;
  readonly behaviour: HubBehaviour;
  readonly totals: HubTotals;
  readonly repos: ReadonlyMap<string, Repo>;
  close(): Promise<void>;
  readonly closed: Promise<void>;
}

async function listen(server: Server, port: number): Promise<string> {
  const started = Promise.withResolvers<void>();
  server.on('error', started.reject);
  server.listen(port, '127.0.0.1', () => started.resolve());
  await started.promise;
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What strikes before any answer; true when it has answered. */
function strikesFirst(behaviour: HubBehaviour, response: ServerResponse): boolean {
  const { tooMany, failure } = behaviour;
  if (tooMany.times > 0) {
    tooMany.times -= 1;
    const headers: Record<string, string> =
      tooMany.header === 'RateLimit'
        ? { RateLimit: `"resolvers";r=0;t=${tooMany.seconds}` }
        : { 'Retry-After': String(tooMany.seconds) };
    sendJson(response, 429, { error: 'We had to rate limit you' }, headers);
    return true;
  }
  if (failure.times === 0) return false;
  failure.times -= 1;
  sendJson(response, failure.status, { error: 'Internal Error' });
  return true;
}

/** Starts to listen on 127.0.0.1. Rejects when the port is taken. */
export async function startHub(options: HubOptions = {}): Promise<HubServer> {
  const repos = new Map((options.repos ?? defaultRepos).map((spec) => [spec.id, makeRepo(spec)]));
  const behaviour = HubBehaviour.parse(structuredClone({ ...defaultHubBehaviour, ...options.behaviour }));
  const state = { behaviour, totals: noTotals() };
  const log = createRequestLog();
  const sockets = new Set<Socket>();
  const closed = Promise.withResolvers<void>();
  const cdn = createCdn(() => [...repos.values()].flatMap(({ files }) => [...files.values()]), state);
  let cdnOrigin = '';
  let open = true;

  const serve = async (request: IncomingMessage, response: ServerResponse, atCdn: boolean) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    response.setHeader('x-brainswap-rehearsal', '1');
    if (!atCdn && (await control(request, response, url, { state, log }))) return;
    if (behaviour.refuse) {
      request.socket.resetAndDestroy();
      return;
    }
    const entry = log.open(request.method ?? 'GET', url.pathname, request.headers);
    countRequest(state.totals, url.host, request.headers.authorization !== undefined);
    const before = request.socket.bytesWritten;
    response.on('close', () => {
      entry.durationMs = Date.now() - entry.at;
      entry.status = response.headersSent ? response.statusCode : 0;
      entry.aborted = !response.writableFinished;
      entry.responseBytes = request.socket.bytesWritten - before;
    });
    if (behaviour.latencyMs > 0) await sleep(behaviour.latencyMs);
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
    const asks = request.method === 'POST' && /^\/api\/models\/.*\/paths-info\//.test(url.pathname);
    if (!asks && request.method !== 'GET' && request.method !== 'HEAD')
      sendJson(response, 405, { error: 'Method not allowed' });
    else if (atCdn) await cdn.answer(request, response, url);
    else if (!strikesFirst(behaviour, response)) {
      const signed = (file: Parameters<typeof cdn.sign>[0]) => `${cdnOrigin}${cdn.sign(file)}`;
      await answerApi({ repos, state, signed }, { request, response, url, bearer });
    }
  };

  const servers = [false, true].map((atCdn) => {
    const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
      serve(request, response, atCdn).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { error: `The rehearsal itself failed: ${String(error)}` });
      });
    });
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    return server;
  });
  const [hub, content] = servers as [Server, Server];
  hub.on('close', () => closed.resolve());
  const origin = await listen(hub, options.port ?? 0);
  cdnOrigin = await listen(content, 0);

  return {
    origin,
    cdnOrigin,
    log,
    behaviour,
    totals: state.totals,
    repos,
    closed: closed.promise,
    async close() {
      if (open) {
        open = false;
        hub.close();
        content.close();
        for (const socket of sockets) socket.destroy();
      }
      await closed.promise;
    },
  };
}
