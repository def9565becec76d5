/** Follows a growing JSONL file: whole lines as they are written, nothing lost when it is cut or replaced. */
import { type FSWatcher, watch } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { createLineSplitter, type LineSplitter } from '../lines.ts';
import { RolloutError } from './error.ts';

export interface TailOptions {
  file: string;
  /** Where to begin, e.g. the size of a resumed thread's file before the run. */
  fromByte: number;
  /** One line without its newline. */
  onLine: (line: string) => void;
  /** Ends the tail at once, without a last look. */
  signal?: AbortSignal;
}

export interface RolloutTail {
  /** Reads to the end of the file once more, then stops. Rejects with RolloutError when the file could not be read. */
  finish(): Promise<void>;
}

/** fs.watch tells of most writes within milliseconds; this is for what it misses (network disks, replaced files). */
const pollMs = 250;
const chunkBytes = 256 * 1024;

/** Starts to follow `file`. A file that is not there yet is waited for. */
export function tailRollout({ file, fromByte, onLine, signal }: TailOptions): RolloutTail {
  const reader = createReader(file, fromByte, (line) => {
    if (!signal?.aborted) onLine(line);
  });
  let watcher: FSWatcher | null = null;
  let failure: RolloutError | null = null;
  let reading: Promise<void> | null = null;
  let again = false;
  let ended = false;

  /** One read at a time; a nudge during a read asks for one more. */
  const look = (): Promise<void> => {
    if (reading) {
      again = true;
      return reading;
    }
    reading = (async () => {
      do {
        again = false;
        await reader.read();
      } while (again && !ended);
    })()
      .catch((error: unknown) => {
        failure ??= asRolloutError(error, file);
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const rewatch = () => {
    watcher?.close();
    watcher = null;
    try {
      watcher = watch(file, { persistent: false }, (event) => {
        // A rename means that the path may now be another file: watch that one.
        if (event === 'rename') rewatch();
        void look();
      });
      watcher.on('error', () => watcher?.close());
    } catch {
      // Not there yet, or the system is out of watches: the poll sees it.
    }
  };
  const timer = setInterval(() => {
    if (watcher === null) rewatch();
    void look();
  }, pollMs);
  timer.unref();
  const stop = async () => {
    ended = true;
    clearInterval(timer);
    watcher?.close();
    await reading;
    await reader.close();
  };
  signal?.addEventListener('abort', () => void stop(), { once: true });
  if (signal?.aborted) void stop();
  else {
    rewatch();
    void look();
  }

  return {
    async finish() {
      if (!ended) {
        await look();
        await look();
        reader.end();
        await stop();
      }
      if (failure) throw failure;
    },
  };
}

interface Reader {
  /** Reads all there is; starts anew when the file was cut or replaced. */
  read(): Promise<void>;
  /** Hands out a last line without a newline. */
  end(): void;
  close(): Promise<void>;
}

function createReader(file: string, fromByte: number, onLine: (line: string) => void): Reader {
  let handle: FileHandle | null = null;
  let inode = 0n;
  let position = fromByte;
  let lines: LineSplitter = createLineSplitter();
  const buffer = Buffer.allocUnsafe(chunkBytes);

  async function reopen(): Promise<boolean> {
    const info = await stat(file, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (info === null) return handle !== null;
    if (handle !== null && info.ino === inode && info.size >= BigInt(position)) return true;
    if (handle !== null || info.size < BigInt(position)) {
      position = 0;
      lines = createLineSplitter();
    }
    await handle?.close();
    handle = await open(file, 'r');
    inode = (await handle.stat({ bigint: true })).ino;
    return true;
  }

  return {
    async read() {
      if (!(await reopen())) return;
      while (handle !== null) {
        const { bytesRead } = await handle.read(buffer, 0, chunkBytes, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        for (const line of lines.push(buffer.subarray(0, bytesRead))) onLine(line);
      }
    },
    end() {
      for (const line of lines.end()) onLine(line);
    },
    async close() {
      const closing = handle;
      handle = null;
      await closing?.close();
    },
  };
}

function asRolloutError(error: unknown, file: string): RolloutError {
  if (error instanceof RolloutError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new RolloutError(
    `The session file ${file} could not be read (${reason}). The run goes on; hidden steps are not shown.`,
    file,
    { cause: error },
  );
}
