/** Where a run's own bytes go: the caller's stdout and stderr, held back while an attempt may still not count. */
import type { Readable } from 'node:stream';

export interface OutputSink {
  /** Writes bytes; false means wait for `drained` before reading more. */
  stdout(chunk: Uint8Array): boolean;
  stderr(chunk: Uint8Array): boolean;
  drained(): Promise<void>;
  /** True when a person watches: then both attempts of a chain are shown and colour is kept. */
  stdoutIsTerminal: boolean;
  stderrIsTerminal: boolean;
}

/** For runs of the dashboard: nobody reads the bytes, the store has the events. */
export const noOutput: OutputSink = {
  stdout: () => true,
  stderr: () => true,
  drained: () => Promise.resolve(),
  stdoutIsTerminal: false,
  stderrIsTerminal: false,
};

/** A sink whose stdout is kept until `release` or `drop`. */
export interface HeldSink extends OutputSink {
  release(): Promise<void>;
  drop(): void;
}

export function holdStdout(sink: OutputSink): HeldSink {
  let held: Uint8Array[] = [];
  return {
    ...sink,
    stdout: (chunk) => {
      held.push(Buffer.from(chunk));
      return true;
    },
    release: async () => {
      const chunks = held;
      held = [];
      for (const chunk of chunks) if (!sink.stdout(chunk)) await sink.drained();
    },
    drop: () => {
      held = [];
    },
  };
}

/** Reads a stream to its end, giving each chunk to `take`; pauses while `take` says the way out is full. */
export async function pump(
  stream: Readable,
  take: (chunk: Buffer) => boolean,
  drained: () => Promise<void>,
): Promise<void> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (!take(chunk)) await drained();
  }
}
