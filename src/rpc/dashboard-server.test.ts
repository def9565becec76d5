/** Tests of the dashboard server: who gets in, what is served, how it ends. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Contract } from './contract.ts';
import { type Dashboard, startDashboardServer } from './dashboard-server.ts';
import { openTestBrainswap, type TestBrainswap, testRun } from './testing/open-brainswap.ts';

let brainswap: TestBrainswap;
let dashboard: Dashboard;
let port: number;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  brainswap = openTestBrainswap();
  const assetsFolder = join(brainswap.folder, 'renderer');
  mkdirSync(join(assetsFolder, 'assets'), { recursive: true });
  writeFileSync(join(assetsFolder, 'index.html'), '<!doctype html><title>Brainswap</title>');
  writeFileSync(join(assetsFolder, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(assetsFolder, 'assets', 'größe 1.svg'), '<svg/>');
  writeFileSync(join(brainswap.folder, 'secret.txt'), 'secret');
  mkdirSync(join(brainswap.folder, 'renderer-private'));
  writeFileSync(join(brainswap.folder, 'renderer-private', 'x.txt'), 'secret');
  symlinkSync('/nowhere', join(assetsFolder, 'broken'));
  dashboard = await startDashboardServer({ brainswap, port: 0, assetsFolder });
  port = Number(new URL(dashboard.url).port);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await dashboard.close();
  await brainswap.dispose();
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Sends a request as it is: no path is folded, no header added but Host. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function signIn(): Promise<string> {
  const { pathname, search } = new URL(dashboard.url);
  const answer = await ask(pathname + search);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

/** Resolves to the socket, or to the HTTP status it was refused with. */
function connect(path: string, headers: Record<string, string>): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    sockets.push(socket);
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

const origin = () => `http://127.0.0.1:${port}`;

describe('signing in', () => {
  it('swaps the token of the link for a cookie and sends the browser to an address without it', async () => {
    const answer = await ask(`/${new URL(dashboard.url).search}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['cache-control']).toBe('no-store');
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(new RegExp(`^brainswap_${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`));
    expect(cookie).not.toContain(new URL(dashboard.url).searchParams.get('token'));
    expect((await ask('/', { cookie: cookie.split(';')[0] ?? '' })).body).toContain(
      '<title>Brainswap</title>',
    );
  });

  it('finds its cookie among those of other programs on this machine', async () => {
    const cookie = await signIn();
    const crowd = `brainswap_1=other; theme=dark; ${cookie}; last=1`;
    expect((await ask('/', { cookie: crowd })).status).toBe(200);
  });

  it.each([
    ['no token', '/'],
    ['a wrong token', '/?token=AAAA'],
    ['an empty token', '/?token='],
    ['a static file', '/assets/index-1a2b.js'],
    ['a missing file', '/nothing.js'],
    ['the RPC address', '/rpc'],
  ])('answers %s with a page that names the link, and sets no cookie', async (_, path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('<code>brainswap serve</code>');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('takes the token at the front door only', async () => {
    expect((await ask(`/assets/index-1a2b.js${new URL(dashboard.url).search}`)).status).toBe(401);
  });

  it('refuses the token as a cookie', async () => {
    const token = new URL(dashboard.url).searchParams.get('token');
    expect((await ask('/', { cookie: `brainswap_${port}=${token}` })).status).toBe(401);
  });

  it('makes new secrets with every start', async () => {
    const cookie = await signIn();
    const other = await startDashboardServer({ brainswap, assetsFolder: join(brainswap.folder, 'renderer') });
    expect(new URL(other.url).searchParams.get('token')).not.toBe(
      new URL(dashboard.url).searchParams.get('token'),
    );
    await dashboard.close();
    dashboard = other;
    port = Number(new URL(other.url).port);
    const value = cookie.split('=')[1];
    expect((await ask('/', { cookie: `brainswap_${port}=${value}` })).status).toBe(401);
  });
});

describe('foreign requests', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '[::1]:PORT',
    '127.0.0.1:PORT.evil.example',
  ])('are refused when the host is %s, even with the cookie', async (host) => {
    const headers = { cookie: await signIn(), host: host.replace('PORT', String(port)) };
    expect((await ask('/', headers)).status).toBe(403);
    expect(await connect('/rpc', { ...headers, origin: `http://${headers.host}` })).toBe(403);
  });

  it.each([
    'http://evil.example',
    'null',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1',
    'http://localhost:PORT',
  ])('are refused when the origin is %s, even with the cookie', async (foreign) => {
    const headers = { cookie: await signIn(), origin: foreign.replace('PORT', String(port)) };
    expect((await ask('/', headers)).status).toBe(403);
    expect(await connect('/rpc', headers)).toBe(403);
  });

  it('get no leave by CORS', async () => {
    const preflight = await ask(
      '/',
      { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
      'OPTIONS',
    );
    expect(preflight.status).toBe(403);
    const own = await ask('/', { cookie: await signIn(), origin: origin() });
    for (const answer of [preflight, own]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('may only read', async () => {
    const cookie = await signIn();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask('/', { cookie }, method)).status).toBe(405);
    }
    const head = await ask('/', { cookie }, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '' });
  });
});

describe('files', () => {
  it('come with their type and with every door closed', async () => {
    const cookie = await signIn();
    const page = await ask('/', { cookie });
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toContain('unsafe-eval');
    const script = await ask('/assets/index-1a2b.js', { cookie });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await ask('/assets/gr%C3%B6%C3%9Fe%201.svg?v=2', { cookie })).headers['content-type']).toBe(
      'image/svg+xml',
    );
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/../renderer-private/x.txt',
    '/secret.txt%00.html',
    '/%',
    '/assets',
    '/broken',
    '/nothing.html',
  ])('beside the folder stay out of reach: %s', async (path) => {
    const answer = await ask(path, { cookie: await signIn() });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
    expect(answer.body).not.toContain('root:');
  });
});

describe('the WebSocket', () => {
  it('opens only with cookie and origin, only at /rpc', async () => {
    const cookie = await signIn();
    expect(await connect('/rpc', { origin: origin() })).toBe(401);
    expect(await connect('/rpc', { origin: origin(), cookie: `brainswap_${port}=wrong` })).toBe(401);
    expect(await connect('/rpc', { cookie })).toBe(403);
    expect(await connect('/other', { cookie, origin: origin() })).toBe(404);
    expect(await connect('/rpc', { cookie, origin: origin() })).toBeInstanceOf(WebSocket);
  });

  it('speaks the contract, streams included', async () => {
    const run = testRun({ prompt: '名前を変える' });
    brainswap.store.insert(run);
    const client = await connectClient();
    expect((await client.runs.get({ id: run.id })).prompt).toBe('名前を変える');
    await expect(client.runs.get({ id: 'nowhere' })).rejects.toThrow('There is no run nowhere');
    const stream = await client.runs.watch({ id: run.id });
    const snapshot = await stream.next();
    expect(snapshot.value).toMatchObject({ run: { id: run.id }, events: [], earlier: false });
    brainswap.store.write(run.id, { live: [{ call: 1, kind: 'text', text: 'Hallo' }] });
    brainswap.feed.notify();
    expect((await stream.next()).value).toMatchObject({ run: null, live: [{ text: 'Hallo' }] });
    await stream.return?.();
  });

  it('survives garbage and ends on a frame that is too large', async () => {
    const socket = await connect('/rpc', { cookie: await signIn(), origin: origin() });
    if (!(socket instanceof WebSocket)) throw new Error('not connected');
    socket.send('{"this is": not json');
    socket.send(Buffer.from([0, 1, 2, 255]));
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.send(Buffer.alloc(9 * 1024 * 1024));
    await closed;
    expect((await ask('/', { cookie: await signIn() })).status).toBe(200);
  });

  it('is told that the server goes away', async () => {
    const socket = await connect('/rpc', { cookie: await signIn(), origin: origin() });
    if (!(socket instanceof WebSocket)) throw new Error('not connected');
    const code = new Promise<number>((resolve) => socket.on('close', resolve));
    await dashboard.close();
    expect(await code).toBe(1001);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });

  it('does not hold up the end when its page is frozen', async () => {
    const client = await connectClient();
    const stream = await client.runs.feed();
    await stream.next();
    for (const socket of sockets) socket.pause();
    await dashboard.close();
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});

it('says what to do when its port is taken', async () => {
  const assetsFolder = join(brainswap.folder, 'renderer');
  await expect(startDashboardServer({ brainswap, port, assetsFolder })).rejects.toThrow(
    `Port ${port} is in use. Choose another one`,
  );
});

async function connectClient(): Promise<ContractRouterClient<Contract>> {
  const socket = await connect('/rpc', { cookie: await signIn(), origin: origin() });
  if (!(socket instanceof WebSocket)) throw new Error(`not connected: ${socket}`);
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}
