/** Fetches one range of one file, through signed addresses that expire, until it is there or it is enough. */
import { createPatience, Passing, passGate } from './patience.ts';
import { type Conversation, checkAnswer, checkIdentity, resolveUrl } from './protocol.ts';
import { receiveBody } from './receive.ts';
import type { HubAnswer } from './transport.ts';
import type { Range } from './work.ts';

export interface RangeContext extends Conversation {
  commit: string;
  /** A connection without a byte for so long (milliseconds) is opened anew. */
  stallMs: number;
  /** Writes to the file of the range. */
  write(buffers: readonly Buffer[], position: number): Promise<void>;
}

const expired = new Set([400, 401, 403, 404, 410]);

/** The answer for the bytes from `at`: straight from the signed address, or by way of the hub. */
async function ask(context: RangeContext, { work, end }: Range, at: number): Promise<HubAnswer> {
  const { transport, source, commit, signal, gate } = context;
  const headers = { range: `bytes=${at}-${end - 1}` };
  if (work.signed !== null) {
    const url = work.signed;
    const answer = await transport.request({ method: 'GET', url, token: null, headers, signal });
    if (!expired.has(answer.status)) return answer;
    answer.body.destroy();
    if (work.signed === url) work.signed = null;
  }
  await passGate(gate, signal);
  const url = resolveUrl(source, commit, work.file.path);
  const answer = await transport.request({ method: 'GET', url, token: source.token, headers, signal });
  if (new URL(answer.url).host !== new URL(source.endpoint).host) {
    if (expired.has(answer.status)) {
      answer.body.destroy();
      throw new Passing(`its content network refuses a signed address (${answer.status})`);
    }
    work.signed = answer.url;
  }
  if (answer.status < 400) checkIdentity(answer, commit, work.file);
  return answer;
}

/** Where the body begins: 0 when the server sends the whole file; null when it sends something else. */
function beginning({ status, headers }: HubAnswer, at: number, size: number): number | null {
  if (status === 200) return 0;
  const told = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(String(headers['content-range'] ?? ''));
  const sameSize = told?.[2] === '*' || Number(told?.[2]) === size;
  return status === 206 && told && Number(told[1]) === at && sameSize ? at : null;
}

/** Resolves when every byte of the range is written. Throws HubError, or what the disk or the signal threw. */
export async function fetchRange(context: RangeContext, range: Range): Promise<void> {
  const { work } = range;
  const me = Symbol('connection');
  const patience = createPatience(context.retry, context.gate);
  let at = range.start;
  while (at < range.end) {
    await passGate(context.gate, context.signal);
    try {
      const answer = await ask(context, range, at);
      if (answer.status === 416) throw new Passing(`${work.file.path} is shorter there than it is listed`);
      if (!(answer.status >= 200 && answer.status < 300)) checkAnswer(answer, context.source);
      const position = beginning(answer, at, work.file.size);
      if (position === null) {
        answer.body.destroy();
        throw new Passing('it sends another range than the one asked for');
      }
      if (answer.status === 200 && (at > 0 || range.end < work.file.size)) {
        // It does not know ranges: one connection starts the file over and takes it all, the others leave it.
        work.wholeBy ??= me;
        if (work.wholeBy !== me) {
          answer.body.destroy();
          return;
        }
        work.gaps = [];
        range.start = 0;
        range.end = work.file.size;
      }
      at = position;
      const write = async (buffers: readonly Buffer[], place: number) => {
        await context.write(buffers, place);
        at = place + buffers.reduce((sum, { length }) => sum + length, 0);
        patience.progressed();
      };
      const { stallMs } = context;
      await receiveBody({ body: answer.body, position, end: range.end, stallMs, write });
    } catch (error) {
      await patience.afterFailure(error, context.signal);
    }
  }
}
