/** Takes the body of an answer to its place in a file, as fast as both sides can, and notices silence. */
import type { IncomingMessage } from 'node:http';
import { Passing } from './patience.ts';
import { StallError } from './transport.ts';

/** Bytes that may wait for the disk before the network has to wait. */
const mostQueued = 1024 * 1024;

export interface Reception {
  body: IncomingMessage;
  /** Position in the file of the first byte of the body. */
  position: number;
  /** Position to stop at; exclusive. */
  end: number;
  stallMs: number;
  write(buffers: readonly Buffer[], position: number): Promise<void>;
}

/** Resolves when every byte up to `end` is written. Rejects with StallError, Passing (too short) or the system's error. */
export function receiveBody({ body, position, end, stallMs, write }: Reception): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let received = position;
  let written = position;
  let queue: Buffer[] = [];
  let writing = false;
  let ended = false;
  let failure: unknown = null;

  const timer = setTimeout(() => {
    // When the disk is the slow one, the network is silent because we told it to be.
    if (body.isPaused()) timer.refresh();
    else fail(new StallError('No byte came'));
  }, stallMs);

  const settle = () => {
    if (writing || (!ended && failure === null)) return;
    clearTimeout(timer);
    // A body that is read to its end leaves its connection for the next request.
    if (failure === null && written === end) {
      body.resume();
      return resolve();
    }
    body.destroy();
    reject(failure ?? new Passing('an answer ended too early'));
  };
  const fail = (error: unknown) => {
    failure ??= error;
    // What has come is kept, unless it is the disk that fails.
    settle();
  };
  const pump = async () => {
    writing = true;
    try {
      while (queue.length > 0) {
        const batch = queue;
        queue = [];
        await write(batch, written);
        written += batch.reduce((sum, { length }) => sum + length, 0);
        if (body.isPaused() && failure === null) {
          timer.refresh();
          body.resume();
        }
      }
    } catch (error) {
      failure ??= error;
    }
    writing = false;
    settle();
  };

  body.on('data', (chunk: Buffer) => {
    if (failure !== null) return;
    if (ended) {
      // More than was asked for.
      body.destroy();
      return;
    }
    timer.refresh();
    const wanted = received + chunk.length > end ? chunk.subarray(0, end - received) : chunk;
    received += wanted.length;
    if (wanted.length > 0) queue.push(wanted);
    if (received === end) ended = true;
    if (!writing) void pump();
    else if (received - written > mostQueued) body.pause();
  });
  body.on('end', () => {
    ended = true;
    settle();
  });
  body.on('error', fail);
  body.on('close', () => {
    if (!ended) fail(new Passing('a connection was cut'));
  });
  return promise;
}
