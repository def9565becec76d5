/** Sends a file, or a range of it, with the pace and the faults that the behaviour asks for. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HubBehaviour } from './behaviour.ts';
import { readContent } from './content.ts';
import { readRange } from './ranges.ts';
import type { RepoFile } from './repo.ts';
import { countBytes, type HubTotals } from './totals.ts';

/** Slices of a paced answer, per second. */
const slicesPerSecond = 50;

interface Fault {
  times: number;
  path?: string | undefined;
}

/** Takes one strike of a fault, when it is due for this file. */
function strike(fault: Fault, path: string): boolean {
  if (fault.times === 0 || (fault.path !== undefined && fault.path !== path)) return false;
  fault.times -= 1;
  return true;
}

/** Ends the answer unless the client has asked for the headers only. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: RepoFile,
  { behaviour, totals }: { behaviour: HubBehaviour; totals: HubTotals },
  headers: Record<string, string>,
): Promise<void> {
  let range = readRange(request.headers.range, file.size);
  if (range.kind !== 'whole' && behaviour.ignoreRange > 0) {
    behaviour.ignoreRange -= 1;
    range = { kind: 'whole' };
  }
  if (range.kind === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${file.size}`, 'content-length': '0' }).end();
    return;
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: file.size };
  response.writeHead(range.kind === 'part' ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'content-length': String(end - start),
    ...(range.kind === 'part' ? { 'content-range': `bytes ${start}-${end - 1}/${file.size}` } : {}),
    ...headers,
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await sendBytes(response, file, start, end, behaviour, totals);
}

async function sendBytes(
  response: ServerResponse,
  file: RepoFile,
  start: number,
  end: number,
  behaviour: HubBehaviour,
  totals: HubTotals,
): Promise<void> {
  const cut = strike(behaviour.cut, file.path) ? start + behaviour.cut.afterBytes : Number.POSITIVE_INFINITY;
  const stall = strike(behaviour.stall, file.path)
    ? start + behaviour.stall.afterBytes
    : Number.POSITIVE_INFINITY;
  const stop = Math.min(end, cut, stall);
  let wrong = strike(behaviour.corrupt, file.path);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.flushHeaders();
  for (let at = start; at < stop; ) {
    if (gone.signal.aborted) return;
    const pace = behaviour.bytesPerSecond;
    const slice = pace === null ? stop - at : Math.max(1, Math.floor(pace / slicesPerSecond));
    const to = Math.min(stop, at + slice);
    for (const piece of readContent(file.content, at, to)) {
      if (gone.signal.aborted) return;
      const bytes = wrong && piece.length > 0 ? spoil(piece) : piece;
      wrong = false;
      countBytes(totals, file.path, bytes.length);
      if (!response.write(bytes)) await once(response, 'drain', { signal: gone.signal }).catch(() => {});
    }
    at = to;
    if (pace !== null) await sleep(1000 / slicesPerSecond);
  }
  if (cut < end && cut <= stall) response.destroy();
  else if (stall < end) await once(gone.signal, 'abort');
  else response.end();
}

function spoil(piece: Buffer): Buffer {
  const copy = Buffer.from(piece);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}
