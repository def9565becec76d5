/** Who may use the relay, and what passes through it. */
import http from 'node:http';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maxRequestBytes, type Relay, startRelay } from './relay.ts';
import {
  ask,
  completed,
  type FakeRuntime,
  type Notes,
  startFakeRuntime,
  stream,
  takeNotes,
} from './testing.ts';

let runtime: FakeRuntime;
let relay: Relay;
let notes: Notes;
beforeEach(async () => {
  runtime = await startFakeRuntime(stream(completed()));
  notes = takeNotes();
  relay = await startRelay({ baseUrl: runtime.baseUrl, token: 'key-of-the-runtime' }, notes);
});
afterEach(async () => {
  await relay.close();
  await runtime.close();
});

const bearer = () => ({ authorization: `Bearer ${relay.token}` });

describe('who may use the relay', () => {
  it('is who has the token, in the header or in the path', async () => {
    expect((await ask({ url: `${relay.url}/responses`, headers: bearer() })).status).toBe(200);
    expect((await ask({ url: `${relay.urlWithToken}/responses` })).status).toBe(200);
  });

  it('is nobody without it, or with a wrong one', async () => {
    const url = `${relay.url}/responses`;
    const other = relay.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const refused = [
      await ask({ url }),
      await ask({ url, headers: { authorization: `Bearer ${other}` } }),
      await ask({ url, headers: { authorization: relay.token } }),
      await ask({ url: relay.urlWithToken.replace(relay.token, other) }),
      await ask({ url: `${relay.urlWithToken.replace(relay.token, other)}/responses`, headers: bearer() }),
      await ask({ url: url.replace('/v1', '/t//v1') }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
    expect(runtime.seen).toEqual([]);
    expect(notes.calls).toEqual([]);
  });

  it('is no page of a browser, whatever it knows', async () => {
    const url = `${relay.url}/responses`;
    for (const more of [
      { origin: 'http://127.0.0.1:5173' },
      { origin: 'null' },
      { host: 'rebound.example' },
    ]) {
      expect((await ask({ url, headers: { ...bearer(), ...more } })).status).toBe(401);
    }
    expect(
      (await ask({ url, headers: { ...bearer(), host: `localhost:${new URL(url).port}` } })).status,
    ).toBe(200);
  });

  it('is refused paths that are not below /v1', async () => {
    const { origin } = new URL(relay.url);
    for (const path of ['/', '/v2/responses', '/v1x/responses', `/t/${relay.token}/responses`]) {
      expect((await ask({ url: origin + path, headers: bearer() })).status).toBe(401);
    }
  });

  it('listens on loopback alone, each relay with a token of its own', async () => {
    const second = await startRelay({ baseUrl: runtime.baseUrl, token: null }, notes);
    expect(new URL(relay.url).hostname).toBe('127.0.0.1');
    expect(second.token).not.toBe(relay.token);
    expect(second.token.length).toBeGreaterThanOrEqual(32);
    await second.close();
  });
});

describe('what reaches the runtime', () => {
  it('is method, path, query and body as they were, with its own key in place of ours', async () => {
    const body = JSON.stringify({ model: 'm', input: 'ü\u0000' });
    await ask({
      url: `${relay.url}/responses?a=1%20b`,
      headers: {
        ...bearer(),
        'content-type': 'application/json',
        'x-codex': 'yes',
        cookie: 'c=1',
        te: 'trailers',
      },
      body,
    });
    await ask({ url: `${relay.urlWithToken}/models`, method: 'GET' });
    const [first, second] = runtime.seen;
    expect(first).toMatchObject({ method: 'POST', url: '/v1/responses?a=1%20b', body: Buffer.from(body) });
    expect(first?.headers).toMatchObject({
      authorization: 'Bearer key-of-the-runtime',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'x-codex': 'yes',
    });
    expect(second).toMatchObject({ method: 'GET', url: '/v1/models' });
    expect(JSON.stringify(runtime.seen)).not.toContain(relay.token);
    expect(first?.headers).not.toHaveProperty('cookie');
    expect(first?.headers).not.toHaveProperty('accept-encoding');
  });

  it('has no key at all where the runtime wants none', async () => {
    const open = await startRelay({ baseUrl: runtime.baseUrl, token: null }, notes);
    await ask({ url: `${open.url}/responses`, headers: { authorization: `Bearer ${open.token}` } });
    expect(runtime.seen[0]?.headers).not.toHaveProperty('authorization');
    await open.close();
  });

  it('is below the path of a base URL, with or without a slash at its end', async () => {
    const deep = await startRelay(
      { baseUrl: `${runtime.baseUrl.replace('/v1', '/api/v1')}/`, token: null },
      notes,
    );
    await ask({ url: `${deep.urlWithToken}/responses` });
    expect(runtime.seen[0]?.url).toBe('/api/v1/responses');
    await deep.close();
  });
});

describe('an error of the runtime', () => {
  it.each([
    [400, 400],
    [401, 400],
    [404, 400],
    [429, 500],
    [500, 500],
    [503, 500],
  ])('with status %i is one without a URL for who has the token in it: %i', async (status, shown) => {
    runtime.answer = (response) => {
      response.writeHead(status, { 'content-type': 'text/plain' });
      response.end('in its own words');
    };
    const inPath = await ask({ url: `${relay.urlWithToken}/responses` });
    const inHeader = await ask({ url: `${relay.url}/responses`, headers: bearer() });
    expect([inPath.status, inPath.body.toString()]).toEqual([shown, 'in its own words']);
    expect(inHeader.status).toBe(status);
    expect(notes.calls.at(-1)?.status).toBe(status);
  });
});

describe('a request over the limit', () => {
  it('is answered with 413, and nothing of it reaches the runtime', async () => {
    const { port } = new URL(relay.url);
    const said = await new Promise<string>((resolve) => {
      const socket = net.connect(Number(port), '127.0.0.1', () =>
        socket.write(
          `POST /v1/responses HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${relay.token}\r\ncontent-length: ${maxRequestBytes + 1}\r\n\r\n`,
        ),
      );
      socket.once('data', (data) => {
        socket.destroy();
        resolve(String(data));
      });
    });
    expect(said).toContain('413');
    expect(runtime.seen).toEqual([]);
  });

  it('sent in pieces is answered too, instead of being cut', async () => {
    const body = Buffer.alloc(maxRequestBytes + 1);
    const reply = await ask({
      url: `${relay.urlWithToken}/responses`,
      headers: { 'transfer-encoding': 'chunked' },
      body,
    });
    expect(reply).toMatchObject({ status: 413, cut: false });
    expect(String(reply.body)).toContain('larger than');
    expect(runtime.seen).toEqual([]);
  });
});

describe('closing', () => {
  it('ends what is going on and stops listening', async () => {
    runtime.answer = (response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    const ended = notes.ended();
    const reply = ask({
      url: `${relay.urlWithToken}/responses`,
      onAnswer: () => {
        void relay.close();
      },
    });
    expect((await reply).cut).toBe(true);
    expect(await ended).toMatchObject({ phase: 'aborted' });
    await expect(ask({ url: `${relay.url}/responses` })).rejects.toThrow(/ECONNREFUSED/);
  });

  it('lets a client keep its connection for as long as it likes until then', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const { headers } = await ask({ url: `${relay.urlWithToken}/models`, method: 'GET', agent });
    expect(headers['keep-alive'] ?? 'timeout=0').not.toMatch(/timeout=[1-9]/);
    agent.destroy();
  });
});
