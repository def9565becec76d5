/** Keeps one line to Brainswap open: tries again by itself, and lets callers wait for it or follow a stream over breaks. */
import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Client, type Link, type Transport, UnauthorisedError } from './transport.ts';

export type ConnectionState =
  | { phase: 'connecting' }
  | { phase: 'online' }
  /** `since` in milliseconds since the epoch. */
  | { phase: 'reconnecting'; since: number; attempt: number }
  | { phase: 'unauthorised' };

export interface Connection {
  readonly state: StoreApi<ConnectionState>;
  /** Makes one request, waiting for the line if it is down. Throws what the server said, or OfflineError. */
  request<T>(ask: (client: Client) => Promise<T>): Promise<T>;
  /** Follows a stream until the returned function is called; opens it again after a break. */
  follow<T>(stream: Stream<T>): () => void;
  /** Tries at once instead of waiting for the next attempt. */
  retry(): void;
  close(): void;
}

export interface Stream<T> {
  /** Called again for every new line, so it can resume from what was seen. */
  open(client: Client, signal: AbortSignal): Promise<AsyncIterable<T>>;
  onValue(value: T): void;
  /** Asked when the server ended the stream in peace: true when there is nothing more to come. */
  isOver(): boolean;
  /** The server refused or ended with an error; the stream is not opened again. */
  onError?(error: unknown): void;
}

/** Brainswap could not be reached in time. */
export class OfflineError extends Error {
  override name = 'OfflineError';
  constructor() {
    super('Brainswap does not answer. Is `brainswap serve` still running?');
  }
}

/** Milliseconds between attempts to reconnect; the last one repeats. */
const pauses = [100, 250, 500, 1_000, 2_000, 4_000];
/** Milliseconds a request waits for a line. */
const requestPatience = 10_000;

export function createConnection(transport: Transport): Connection {
  const state = createStore<ConnectionState>(() => ({ phase: 'connecting' }));
  const ended = new AbortController();
  let link: Link | null = null;
  let wake = (): void => {};
  const waiting = new Set<(link: Link) => void>();

  const run = async (): Promise<void> => {
    let attempt = 0;
    while (!ended.signal.aborted) {
      try {
        link = await transport.open();
        attempt = 0;
        state.setState({ phase: 'online' }, true);
        for (const resolve of waiting) resolve(link);
        waiting.clear();
        await link.closed;
      } catch (error) {
        if (error instanceof UnauthorisedError) state.setState({ phase: 'unauthorised' }, true);
      }
      link = null;
      if (ended.signal.aborted) return;
      const before = state.getState();
      if (before.phase !== 'unauthorised') {
        const since = before.phase === 'reconnecting' ? before.since : Date.now();
        state.setState({ phase: 'reconnecting', since, attempt }, true);
      }
      const pause = pauses[Math.min(attempt, pauses.length - 1)] ?? 1_000;
      attempt += 1;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  void run();

  /** The open line, or the next one. */
  const nextLink = (signal: AbortSignal): Promise<Link> =>
    new Promise((resolve, reject) => {
      if (link) return resolve(link);
      const abort = (): void => {
        waiting.delete(take);
        reject(new OfflineError());
      };
      const take = (opened: Link): void => {
        signal.removeEventListener('abort', abort);
        resolve(opened);
      };
      waiting.add(take);
      signal.addEventListener('abort', abort, { once: true });
    });

  return {
    state,
    async request(ask) {
      const patience = AbortSignal.any([AbortSignal.timeout(requestPatience), ended.signal]);
      return ask((await nextLink(patience)).client);
    },
    follow(stream) {
      const stop = new AbortController();
      void followOver(stream, nextLink, AbortSignal.any([stop.signal, ended.signal]));
      return () => stop.abort();
    },
    retry: () => wake(),
    close() {
      ended.abort();
      link?.close();
    },
  };
}

async function followOver<T>(
  stream: Stream<T>,
  nextLink: (signal: AbortSignal) => Promise<Link>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let link: Link;
    try {
      link = await nextLink(signal);
    } catch {
      return;
    }
    const broken = link.closed.then(() => 'broken' as const);
    try {
      for await (const value of await stream.open(link.client, signal)) {
        if (signal.aborted) return;
        stream.onValue(value);
      }
      if (stream.isOver()) return;
    } catch (error) {
      if (signal.aborted) return;
      // A refusal in words is final; anything else is a broken line, which the next one replaces.
      if (error instanceof ORPCError) {
        stream.onError?.(error);
        return;
      }
    }
    await Promise.race([broken, new Promise((resolve) => setTimeout(resolve, 500))]);
  }
}
