/** Questions to a real server on loopback. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { get } from './get.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/models`;
}

const never = new AbortController().signal;

describe('get', () => {
  it('sends the headers and reads status, headers and JSON', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'X-Kind': 'test' });
      response.end(JSON.stringify({ path: request.url, key: request.headers.authorization }));
    });

    const answer = await get(url, { headers: { authorization: 'Bearer k' }, signal: never });

    expect([answer.ok, answer.status]).toEqual([true, 200]);
    expect([answer.headers.get('x-kind'), answer.headers.get('x-other')]).toEqual(['test', null]);
    expect(await answer.json()).toEqual({ path: '/v1/models', key: 'Bearer k' });
  });

  it('tells an error status as it is, and rejects for a body that is not JSON', async () => {
    const url = await serve((_request, response) => response.writeHead(404).end('<html>'));

    const answer = await get(url, { headers: {}, signal: never });

    expect([answer.ok, answer.status]).toEqual([false, 404]);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it('rejects when nothing listens, when the answer is cut, and when it is aborted', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('12345');
      setImmediate(() => response.destroy());
    });
    await expect(get(url, { headers: {}, signal: never })).rejects.toThrow('aborted');

    const silent = await serve(() => {});
    await expect(get(silent, { headers: {}, signal: AbortSignal.timeout(50) })).rejects.toThrow('aborted');

    await expect(get('http://127.0.0.1:1/', { headers: {}, signal: never })).rejects.toThrow('ECONNREFUSED');
  });

  it('reads no more than a list of models can be', async () => {
    const url = await serve((_request, response) => response.end(Buffer.alloc(17 * 1024 * 1024)));
    await expect(get(url, { headers: {}, signal: never })).rejects.toThrow('more than 16777216 bytes');
  });
});
