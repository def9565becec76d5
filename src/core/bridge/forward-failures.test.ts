/** What the relay tells when the runtime fails: over real sockets. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Relay, startRelay } from './relay.ts';
import {
  type Ask,
  ask,
  completed,
  type FakeRuntime,
  type Notes,
  startFakeRuntime,
  stream,
  takeNotes,
  textDelta,
} from './testing.ts';

let runtime: FakeRuntime;
let relay: Relay;
let notes: Notes;
beforeEach(async () => {
  runtime = await startFakeRuntime(stream(completed()));
  notes = takeNotes();
  relay = await startRelay({ baseUrl: runtime.baseUrl, token: null }, notes);
});
afterEach(async () => {
  await relay.close();
  await runtime.close();
});
const turn = (more: Partial<Ask> = {}) =>
  ask({
    url: `${relay.url}/responses`,
    headers: { authorization: `Bearer ${relay.token}` },
    body: '{"input":[]}',
    ...more,
  });

describe('a runtime that is not there', () => {
  it('is tried again for a moment, and then told of with what to do', async () => {
    const { baseUrl } = runtime;
    await runtime.close();
    const reply = await turn();
    expect(reply.status).toBe(400);
    expect(JSON.parse(String(reply.body)).error.message).toBe(
      `The local runtime at ${new URL(baseUrl).origin} does not answer (ECONNREFUSED). Start it again, then repeat the run.`,
    );
    expect(notes.calls.map(({ phase }) => phase)).toEqual(['waiting', 'failed']);
  });

  it('is found when it comes back in that moment', async () => {
    const { port } = runtime;
    await runtime.close();
    const asked = turn();
    await pause(50);
    runtime = await startFakeRuntime(stream(completed()), port);
    expect((await asked).status).toBe(200);
    expect(notes.last()).toMatchObject({ call: 1, phase: 'completed' });
  });

  it('is not waited for when Codex has hung up', async () => {
    await runtime.close();
    const ended = notes.ended();
    const controller = new AbortController();
    const asked = fetch(`${relay.urlWithToken}/responses`, {
      method: 'POST',
      body: '{}',
      signal: controller.signal,
    });
    const refused = expect(asked).rejects.toThrow();
    while (notes.calls.length === 0) await pause(5);
    controller.abort();
    await refused;
    expect(await ended).toMatchObject({ phase: 'aborted' });
  });

  it('because its key cannot be sent is told of, and does not end the relay', async () => {
    const wrong = await startRelay({ baseUrl: runtime.baseUrl, token: 'line\nbreak' }, notes);
    const reply = await ask({ url: `${wrong.urlWithToken}/responses`, body: '{}' });
    expect(reply.status).toBe(400);
    expect(String(reply.body)).toContain("Check the runtime's address and key.");
    expect(String(reply.body)).not.toContain('break');
    await wrong.close();
  });
});

describe('an answer that is an error', () => {
  const answered = (status: number, type: string, body: string | Buffer, more = {}) => {
    runtime.answer = (response) => response.writeHead(status, { 'content-type': type, ...more }).end(body);
  };

  it.each([
    [400, 'application/json', '{"error":"tokens to keep"}', '{"error":"tokens to keep"}'],
    [
      500,
      'text/plain',
      ' System message must be at the beginning\n',
      'System message must be at the beginning',
    ],
    [500, 'text/plain', '', 'HTTP 500 with an empty body'],
    [
      404,
      'text/event-stream',
      'data: {"type":"response.completed"}\n\n',
      'data: {"type":"response.completed"}',
    ],
    [200, 'application/json', '{"error":"no model"}', '{"error":"no model"}'],
    [200, 'text/html', '<h1>hello</h1>', '<h1>hello</h1>'],
  ])('%i as %s reaches Codex as it is and is kept: %s', async (status, type, body, kept) => {
    answered(status, type, body);
    const reply = await turn();
    expect(reply).toMatchObject({ status, body: Buffer.from(body) });
    expect(notes.last()).toMatchObject({ phase: 'failed', status, error: kept });
  });

  it('is kept up to 8 KiB', async () => {
    answered(500, 'text/plain', 'x'.repeat(1_000_000));
    expect((await turn()).body.length).toBe(1_000_000);
    expect(notes.last()?.error).toBe('x'.repeat(8 * 1024));
  });

  it('is no text where the runtime compresses unasked, but passes', async () => {
    const body = gzipSync('{"error":"x"}');
    answered(400, 'application/json', body, { 'content-encoding': 'gzip' });
    expect((await turn()).body).toEqual(body);
    expect(notes.last()?.error).toBe('HTTP 400 with a body encoded as gzip');
  });

  it('is a stream that ends without its last event', async () => {
    runtime.answer = stream(textDelta('hal'));
    expect((await turn()).cut).toBe(false);
    expect(notes.last()).toMatchObject({
      phase: 'failed',
      error: expect.stringContaining('response.completed'),
    });
  });
});

describe('what counts as a call of the model', () => {
  it.each([
    ['/responses', '{"model":"m","input":"","max_output_tokens":1}', false],
    ['/responses', '{"input":[{"text":"say \\"input\\":\\"\\""}]}', true],
    ['/responses', '{"input":[],"tools":[{"default":{"input":""}}]}', true],
    ['/responses', 'not json "input":""', true],
    ['/responses/', '{}', true],
    ['/responses?x=1', '{}', true],
    ['/responses/abc/cancel', '{}', false],
    ['/models', '{}', false],
  ])('%s with %s: %s', async (path, body, counts) => {
    await ask({ url: relay.urlWithToken + path, body });
    expect(notes.calls.length > 0).toBe(counts);
  });

  it('is never a GET', async () => {
    await ask({ url: `${relay.urlWithToken}/responses`, method: 'GET' });
    expect(notes.calls).toEqual([]);
  });
});

describe('a runtime behind TLS', () => {
  it('is spoken to by https', async () => {
    // A plain server: that TLS is tried at all is what can be seen without a certificate.
    const plain = createServer();
    const hello = new Promise<Buffer>((resolve) =>
      plain.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
        socket.destroy();
        resolve(error.rawPacket ?? Buffer.alloc(0));
      }),
    );
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    const secure = await startRelay({ baseUrl: `https://127.0.0.1:${port}/v1`, token: null }, notes);
    const reply = await ask({ url: `${secure.urlWithToken}/responses`, body: '{}' });
    expect((await hello)[0]).toBe(0x16);
    expect(reply.status).toBe(400);
    await secure.close();
    plain.close();
  });
});
