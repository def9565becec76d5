/** The process's own stdout and stderr as a run's sink. */
import { once } from 'node:events';
import type { OutputSink } from '../core/exec/index.ts';

export function terminalSink(): OutputSink {
  let stdoutClosed = false;
  // A reader that goes away (`| head`) must not end the run with a stack; Codex's own writes would meet the same.
  process.stdout.on('error', () => {
    stdoutClosed = true;
  });
  process.stderr.on('error', () => {});
  return {
    stdout: (chunk) => stdoutClosed || process.stdout.write(chunk),
    stderr: (chunk) => process.stderr.write(chunk),
    drained: async () => {
      const full = [process.stdout, process.stderr].filter((stream) => stream.writableNeedDrain);
      await Promise.all(full.map((stream) => Promise.race([once(stream, 'drain'), once(stream, 'close')])));
    },
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true,
  };
}
