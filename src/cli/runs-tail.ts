/** `brainswap runs tail` and `cancel`: a run that is going on, in whatever process. */
import { isActive, type RunEvent } from '../core/schema/index.ts';
import type { Services } from '../core/services.ts';
import { describeEvent } from './describe-event.ts';
import { elapsed, state } from './format.ts';
import { print, printLine } from './runs-print.ts';
import { find } from './runs-show.ts';

/** Follows a run until it ends. */
export async function tail(services: Services, id: string, json: boolean): Promise<void> {
  const run = find(services, id);
  let after = 0;
  const tell = () => {
    for (;;) {
      const events = services.store.events(run.id, after, 500);
      for (const event of events) {
        if (json) printLine(event);
        else if (isWorthALine(event)) print(describeEvent(event));
      }
      after = events.at(-1)?.id ?? after;
      if (events.length < 500) return;
    }
  };
  await new Promise<void>((resolve) => {
    // The feed's timers let a process end; following is a reason to stay.
    const alive = setInterval(() => {}, 1_000);
    const unsubscribe = services.feed.subscribe(() => look());
    const look = () => {
      tell();
      const now = services.store.get(run.id);
      if (now && isActive(now)) return;
      clearInterval(alive);
      unsubscribe();
      resolve();
    };
    look();
  });
  const ended = services.store.get(run.id);
  if (ended && !json) print(`${state(ended)} after ${elapsed(ended, Date.now())}\n`);
}

function isWorthALine({ body }: RunEvent): boolean {
  if (body.type === 'model_call') return body.phase === 'completed' || body.phase === 'failed';
  return !('status' in body && body.status === 'in_progress');
}

/** Asks the owner of a run to end it; the exit code says whether there was anything to end. */
export function cancel(services: Services, id: string, json: boolean): void {
  const run = find(services, id);
  const accepted = isActive(run) && services.store.requestCancel(run.id);
  const message = accepted ? `Stopping ${run.id}.` : `Run ${run.id} has already ended (${run.status}).`;
  if (json) printLine({ id: run.id, accepted, message });
  else print(`${message}\n`);
  if (!accepted) process.exitCode = 1;
}
