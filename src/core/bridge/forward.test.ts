/** How an answer comes back through the relay: untouched, with its cuts and its pauses. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
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
  ask({ url: `${relay.urlWithToken}/responses`, body: '{"input":[]}', ...more });

describe('an answer', () => {
  it('comes back with its status, headers and bytes as they were', async () => {
    const bytes = randomBytes(300_000);
    runtime.answer = (response) => {
      response.writeHead(203, ['X-Odd', 'a', 'X-Odd', 'b', 'Content-Type', 'text/event-stream']);
      response.end(bytes);
    };
    const reply = await turn();
    expect(reply.status).toBe(203);
    expect(reply.headers['x-odd']).toBe('a, b');
    expect(reply.body.equals(bytes)).toBe(true);
  });

  it('comes piece by piece, each as soon as the runtime has sent it', async () => {
    const pieces = ['da', 'ta: {"type":"x', '"}\r', '\n\r\n', Buffer.from([0xc3]), Buffer.from([0xbc])];
    const arrived: string[] = [];
    let next: () => void = () => {};
    runtime.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      const left = [...pieces];
      next = () => {
        const piece = left.shift();
        if (piece === undefined) response.end();
        else response.write(piece);
      };
    };
    // Each piece is sent only when the one before has arrived, so a relay that waits for more would never end.
    const reply = await turn({
      onAnswer: (answer) => {
        answer.on('data', (chunk: Buffer) => {
          arrived.push(chunk.toString('latin1'));
          next();
        });
        next();
      },
    });
    expect(arrived).toEqual(pieces.map((piece) => Buffer.from(piece).toString('latin1')));
    expect(reply.cut).toBe(false);
  });

  it('is held at the runtime while Codex does not read, and complete in the end', async () => {
    const total = 32 * 1024 * 1024;
    const piece = Buffer.alloc(1024 * 1024, ': a comment of the stream\n');
    let sent = 0;
    runtime.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const more = () => {
        while (sent < total) {
          sent += piece.length;
          if (!response.write(piece)) return response.once('drain', more);
        }
        return response.end();
      };
      more();
    };
    const hash = createHash('sha256');
    let whileReading = 0;
    const reply = await turn({
      onAnswer: (answer) => {
        answer.pause();
        void pause(300).then(() => {
          whileReading = sent;
          answer.resume();
        });
      },
    });
    for (let at = 0; at < total; at += piece.length) hash.update(piece);
    expect(whileReading).toBeLessThan(total / 2);
    expect(createHash('sha256').update(reply.body).digest('hex')).toBe(hash.digest('hex'));
  });
});

describe('a connection that ends early', () => {
  it('by Codex ends the request to the runtime, and is no failure of it', async () => {
    const cancelled = new Promise<void>((resolve) => {
      runtime.answer = (response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(textDelta('hal'));
      };
    });
    const ended = notes.ended();
    await turn({ onAnswer: (answer, request) => answer.once('data', () => request.destroy()) }).catch(
      () => {},
    );
    await cancelled;
    expect(await ended).toMatchObject({ phase: 'aborted', error: null });
  });

  it('by Codex before there is an answer ends it too', async () => {
    const cancelled = new Promise<void>((resolve) => {
      runtime.answer = (response) => response.on('close', resolve);
    });
    const ended = notes.ended();
    const controller = new AbortController();
    const asked = fetch(`${relay.urlWithToken}/responses`, {
      method: 'POST',
      body: '{}',
      signal: controller.signal,
    });
    const refused = expect(asked).rejects.toThrow();
    while (runtime.seen.length === 0) await pause(5);
    controller.abort();
    await Promise.all([refused, cancelled]);
    expect(await ended).toMatchObject({ phase: 'aborted', status: null });
  });

  it('by the runtime in mid-stream is seen by Codex as a cut, not as an end', async () => {
    runtime.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(textDelta('hal'), () => response.socket?.destroy());
    };
    const reply = await turn();
    expect(reply.cut).toBe(true);
    expect(String(reply.body)).toBe(textDelta('hal'));
    expect(notes.last()).toMatchObject({
      phase: 'failed',
      error: 'The runtime closed the connection in the middle of its answer.',
    });
  });

  it('by the runtime before any answer is told in words that Codex shows', async () => {
    runtime.answer = (response) => response.socket?.destroy();
    const reply = await turn();
    expect(reply.status).toBe(400);
    expect(JSON.parse(String(reply.body))).toMatchObject({
      error: {
        code: 'runtime_unreachable',
        message: expect.stringContaining('start it again, then repeat the run'),
      },
    });
    expect(notes.last()).toMatchObject({ phase: 'failed' });
  });

  it('because it was kept open for long is made anew, without a word', async () => {
    const used = new WeakSet<object>();
    runtime.answer = (response, seen) => {
      const { socket } = response;
      // What a server does whose patience with an idle connection ends just as it is used again.
      if (socket && used.has(socket)) return socket.destroy();
      if (socket) used.add(socket);
      return stream(completed())(response, seen);
    };
    expect((await turn()).status).toBe(200);
    const reply = await turn();
    expect(reply.status).toBe(200);
    expect(notes.last()).toMatchObject({ call: 2, phase: 'completed' });
  });
});
