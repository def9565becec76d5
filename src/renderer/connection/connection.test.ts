/** The line comes back by itself, and streams resume where they were. */
import { ORPCError } from '@orpc/client';
import { describe, expect, it, vi } from 'vitest';
import { createConnection } from './connection.ts';
import { errorWords } from './error-words.ts';
import { type Client, type Link, type Transport, UnauthorisedError } from './transport.ts';

/** A transport whose lines the test breaks by hand. */
function fakeTransport(outcomes: ('open' | 'fail' | 'refuse')[]) {
  const links: { break: () => void }[] = [];
  const transport: Transport = {
    async open() {
      const outcome = outcomes.shift() ?? 'open';
      if (outcome === 'refuse') throw new UnauthorisedError();
      if (outcome === 'fail') throw new Error('no answer');
      let settle = (): void => {};
      const closed = new Promise<void>((resolve) => {
        settle = resolve;
      });
      links.push({ break: settle });
      // The line's number stands in for the client: these tests look only at which line was used.
      const client = { line: links.length } as unknown as Client;
      return { client, closed, close: settle } satisfies Link;
    },
  };
  return { transport, links };
}

const lineOf = (client: Client): number => (client as unknown as { line: number }).line;

describe('connection', () => {
  it('lets a request wait for the line', async () => {
    const { transport } = fakeTransport(['fail', 'open']);
    const connection = createConnection(transport);
    await expect(connection.request(async (client) => lineOf(client))).resolves.toBe(1);
    expect(connection.state.getState()).toEqual({ phase: 'online' });
    connection.close();
  });

  it('says that it reconnects, and does', async () => {
    const { transport, links } = fakeTransport([]);
    const connection = createConnection(transport);
    await connection.request(async () => 0);
    links[0]?.break();
    await vi.waitFor(() => expect(connection.state.getState().phase).toBe('reconnecting'));
    await expect(connection.request(async (client) => lineOf(client))).resolves.toBe(2);
    connection.close();
  });

  it('says that it is unauthorised, and takes a session that comes later', async () => {
    const { transport } = fakeTransport(['refuse', 'open']);
    const connection = createConnection(transport);
    await vi.waitFor(() => expect(connection.state.getState().phase).toBe('unauthorised'));
    connection.retry();
    await vi.waitFor(() => expect(connection.state.getState().phase).toBe('online'));
    connection.close();
  });

  it('opens a followed stream again on the next line', async () => {
    const { transport, links } = fakeTransport([]);
    const connection = createConnection(transport);
    const seen: number[] = [];
    const stop = connection.follow<number>({
      async open(client) {
        const line = lineOf(client);
        return (async function* () {
          yield line;
          if (line > 1) return;
          await new Promise((resolve) => setTimeout(resolve, 5));
          links[0]?.break();
          throw new Error('socket closed');
        })();
      },
      onValue: (value) => seen.push(value),
      isOver: () => seen.includes(2),
    });
    await vi.waitFor(() => expect(seen).toEqual([1, 2]));
    stop();
    connection.close();
  });

  it('opens a stream again that ended before there was nothing more to come', async () => {
    const { transport } = fakeTransport([]);
    const connection = createConnection(transport);
    const seen: number[] = [];
    connection.follow<number>({
      open: async () =>
        (async function* () {
          yield seen.length;
        })(),
      onValue: (value) => seen.push(value),
      isOver: () => seen.length === 2,
    });
    await vi.waitFor(() => expect(seen).toEqual([0, 1]), { timeout: 3_000 });
    connection.close();
  });

  it('does not insist when the server refuses a stream in words', async () => {
    const { transport } = fakeTransport([]);
    const connection = createConnection(transport);
    const onError = vi.fn();
    const open = vi.fn(async () => {
      throw new ORPCError('NOT_FOUND', { message: 'No such run.' });
    });
    connection.follow({ open, onValue: () => {}, isOver: () => true, onError });
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(open).toHaveBeenCalledTimes(1);
    connection.close();
  });
});

describe('errorWords', () => {
  it('keeps the words of the server', () => {
    expect(errorWords(new ORPCError('NOT_FOUND', { message: 'No run 0rk.' })).message).toBe('No run 0rk.');
  });
  it('puts a bare code into words', () => {
    expect(errorWords(new ORPCError('INTERNAL_SERVER_ERROR')).message).toMatch(/could not do that/);
  });
});
