/** Plays the steps of an answer into an HTTP response, at their pace. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ResponseHead, responseObject, type Step } from './events.ts';
import type { Ending, StreamPlan } from './faults.ts';

export interface PlayOptions {
  head: ResponseHead;
  /** Aborted when the client goes away or the server closes. */
  signal: AbortSignal;
  /** Factor on every pause of the script; 0 plays without pauses. Stalls keep their length. */
  pauseFactor: number;
  /** Milliseconds before the headers. */
  headersMs: number;
  /** HTTP status and headers of the answer. */
  status: number;
  headers: Record<string, string>;
  /** Called when the script lets the whole server go away. */
  die: () => void;
}

/** Waits, and tells whether it may go on: false when the client has gone. */
async function pause(ms: number | undefined, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  if (ms === undefined || ms > 0) {
    try {
      // 2^31-1 ms is the longest timer there is; it stands for "for ever".
      await sleep(ms ?? 2 ** 31 - 1, undefined, { signal });
    } catch {
      return false;
    }
  }
  return !signal.aborted;
}

/** Plays an answer to its end. Never throws when the client goes away: the rest is simply not sent. */
export async function play(response: ServerResponse, plan: StreamPlan, options: PlayOptions): Promise<void> {
  const { signal } = options;
  let sequence = 0;
  const frame = (step: Exclude<Step, { pauseMs: number }>): string => {
    if ('raw' in step) return step.raw;
    const event = { ...step.event, sequence_number: sequence };
    sequence += 1;
    return `event: ${step.event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  };
  const open = () => {
    if (response.headersSent) return;
    response.writeHead(options.status, { 'cache-control': 'no-cache', ...options.headers });
    response.flushHeaders();
  };

  const send = async (steps: readonly Step[]): Promise<boolean> => {
    let buffered = '';
    const flush = async (): Promise<boolean> => {
      if (buffered === '') return true;
      open();
      const room = response.write(buffered);
      buffered = '';
      if (room) return true;
      return new Promise((resolve) => {
        response.once('drain', () => resolve(true));
        signal.addEventListener('abort', () => resolve(false), { once: true });
      });
    };
    // Pauses are counted against the clock, so that short ones do not add up to a slower pace than was asked for.
    let due = performance.now();
    for (const step of steps) {
      if (!('pauseMs' in step)) {
        buffered += frame(step);
        if (buffered.length > 65_536 && !(await flush())) return false;
        continue;
      }
      due += step.pauseMs * options.pauseFactor;
      const rest = due - performance.now();
      if (rest < 1) continue;
      if (!(await flush())) return false;
      if (!(await pause(rest, signal))) return false;
    }
    return (await flush()) && !signal.aborted;
  };

  if (!(await pause(options.headersMs * options.pauseFactor, signal))) return;
  if (plan.steps.length > 0 || plan.ending.kind !== 'stall') open();
  if (!(await send(plan.steps))) return;
  await finish(plan.ending);

  async function finish(ending: Ending): Promise<void> {
    switch (ending.kind) {
      case 'end':
        response.end();
        return;
      case 'reset':
      case 'die':
        // A reset throws away what the other side has not read yet; what was sent before it must arrive.
        await pause(30, signal);
        if (ending.kind === 'die') options.die();
        else response.socket?.resetAndDestroy();
        return;
      case 'stall': {
        const beat = setInterval(() => {
          if (ending.heartbeat === 'none') return;
          const running = responseObject(options.head, 'in_progress', [], null);
          const event: Step = { event: { type: 'response.in_progress', response: running }, delta: false };
          open();
          response.write(ending.heartbeat === 'comment' ? ': ping\n\n' : frame(event));
        }, 1000);
        const goOn = await pause(ending.ms ?? undefined, signal);
        clearInterval(beat);
        if (goOn && (await send(ending.then))) response.end();
      }
    }
  }
}
