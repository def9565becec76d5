/** The process's own stdout and stderr as a run's sink. */
import type { Writable } from 'node:stream';
import type { OutputSink } from '../core/exec/index.ts';

export interface Terminal {
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
}

/**
 * `onReaderGone` is called once, when whoever read stdout has gone (`| head`). Codex itself ends then, with a panic;
 * a run of ours shall end as well, and not go on unseen.
 */
export function terminalSink(onReaderGone: () => void, { stdout, stderr }: Terminal = process): OutputSink {
  let stdoutClosed = false;
  stdout.on('error', () => {
    if (!stdoutClosed) onReaderGone();
    stdoutClosed = true;
  });
  stderr.on('error', () => {});
  return {
    stdout: (chunk) => stdoutClosed || stdout.write(chunk),
    stderr: (chunk) => stderr.write(chunk),
    drained: async () => {
      await Promise.all([stdout, stderr].filter((stream) => stream.writableNeedDrain).map(drained));
    },
    stdoutIsTerminal: stdout.isTTY === true,
    stderrIsTerminal: stderr.isTTY === true,
  };
}

/** Resolves when there is room again, or when there never will be. */
function drained(stream: Writable): Promise<void> {
  const events = ['drain', 'close', 'error'] as const;
  return new Promise((resolve) => {
    const done = () => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
}
