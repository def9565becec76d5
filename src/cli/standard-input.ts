/** Reads standard input as Codex does: to its end when it is not a terminal. */
import type { Readable } from 'node:stream';
import type { StandardInput } from '../core/exec/index.ts';

/** @throws when `signal` aborts first (Ctrl-C while the other end of the pipe is still open): half a prompt is none. */
export async function readStandardInput(
  signal: AbortSignal,
  stdin: Readable & { isTTY?: boolean } = process.stdin,
): Promise<StandardInput> {
  if (stdin.isTTY) return { kind: 'terminal' };
  const chunks: Buffer[] = [];
  const onAbort = () => stdin.destroy();
  signal.addEventListener('abort', onAbort);
  try {
    if (signal.aborted) onAbort();
    for await (const chunk of stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch (error) {
    // A closed descriptor (`<&-`) reads as nothing, as it does for Codex.
    if (!signal.aborted && (error as NodeJS.ErrnoException).code !== 'EBADF') throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  if (signal.aborted) throw new Error('Interrupted while standard input was being read.');
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
}
