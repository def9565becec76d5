/** Hashes files in a worker thread while they are still being downloaded, so that at the end next to nothing is left to check. */
import { Worker } from 'node:worker_threads';
import { type HashOrder, type HashReport, hashLoop } from './hash-loop.ts';
import type { HubFile } from './protocol.ts';

export interface FileHash {
  /** Says how many bytes are there from the beginning without a gap. */
  advance(upTo: number): void;
  /** sha256 of LFS files, else git's sha1; resolves when the whole file is there and read. */
  readonly digest: Promise<string>;
  /** Forgets the file. */
  cancel(): void;
}

export interface Hasher {
  follow(path: string, file: HubFile): FileHash;
  close(): Promise<void>;
}

/** Bytes that gather before the worker is told of them: a message for each chunk would cost more than it brings. */
const tellBytes = 1024 * 1024;

/** The worker starts with the first file, and keeps the process alive until `close`: hashes may be all that is left to wait for. */
export function createHasher(): Hasher {
  const waiting = new Map<number, PromiseWithResolvers<string>>();
  let worker: Worker | null = null;
  let count = 0;

  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = () => {
    const made = new Worker(`(${hashLoop.toString()})()`, { eval: true });
    made.on('message', (report: HashReport) => {
      const { id } = report;
      if ('digest' in report) waiting.get(id)?.resolve(report.digest);
      else waiting.get(id)?.reject(new Error(report.error));
      waiting.delete(id);
    });
    made.on('error', failAll);
    return made;
  };

  return {
    follow(path, { size, lfs }) {
      worker ??= start();
      const id = ++count;
      const post = (order: HashOrder) => worker?.postMessage(order);
      const settled = Promise.withResolvers<string>();
      // Nobody may be waiting yet when it fails.
      settled.promise.catch(() => {});
      waiting.set(id, settled);
      const prefix = lfs ? '' : `blob ${size}\0`;
      post({ kind: 'open', id, path, algorithm: lfs ? 'sha256' : 'sha1', prefix, size });
      let told = 0;
      return {
        advance(upTo) {
          if (upTo < size && upTo < told + tellBytes) return;
          told = upTo;
          post({ kind: 'advance', id, upTo });
        },
        digest: settled.promise,
        cancel() {
          waiting.delete(id);
          post({ kind: 'close', id });
        },
      };
    },
    async close() {
      waiting.clear();
      await worker?.terminate();
    },
  };
}
