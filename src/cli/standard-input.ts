/** Reads standard input as Codex does: to its end when it is not a terminal. */
import type { StandardInput } from '../core/exec/index.ts';

/** @throws when `signal` aborts first (Ctrl-C while the other end of the pipe is still open). */
export async function readStandardInput(signal: AbortSignal): Promise<StandardInput> {
  if (process.stdin.isTTY) return { kind: 'terminal' };
  const chunks: Buffer[] = [];
  const onAbort = () => process.stdin.destroy();
  signal.addEventListener('abort', onAbort);
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch (error) {
    // A closed descriptor (`<&-`) reads as nothing, as it does for Codex.
    if (!signal.aborted && (error as NodeJS.ErrnoException).code !== 'EBADF') throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
}
