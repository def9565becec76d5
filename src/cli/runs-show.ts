/** `brainswap runs show`: one run with its timeline. */
import type { Run, RunEvent } from '../core/schema/index.ts';
import type { Services } from '../core/services.ts';
import { describeEvent } from './describe-event.ts';
import { count, elapsed, moment, money, state, table } from './format.ts';
import { print, printLine } from './runs-print.ts';

/** The one run an id or its beginning names. */
export function find({ store }: Services, id: string): Run {
  const exact = store.get(id);
  if (exact) return exact;
  const found = store.findByPrefix(id, 6);
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new Error(
    found.length === 0
      ? `There is no run ${id}. brainswap runs list shows the latest.`
      : `${id} is the beginning of several runs: ${found.map((run) => run.id).join(', ')}.`,
  );
}

export function show(services: Services, id: string, json: boolean): void {
  const run = find(services, id);
  const events = allEvents(services, run.id);
  if (json) {
    printLine(run);
    for (const event of events) printLine(event);
    return;
  }
  print(`${header(run, Date.now())}\n`);
  for (const event of latestOfEachKey(events)) print(describeEvent(event));
}

function header(run: Run, now: number): string {
  const { usage } = run;
  const rows = [
    ['run', `${run.id}${run.attempt > 1 ? ` (attempt ${run.attempt} of ${run.chainId})` : ''}`],
    [
      'state',
      `${state(run)} after ${elapsed(run, now)}${run.exitCode === null ? '' : `, exit code ${run.exitCode}`}`,
    ],
    ['route', `${run.route} (${run.mode}): ${run.reason}`],
    [
      'model',
      `${run.model ?? 'as configured'}${run.runtime ? ` on ${run.runtime.baseUrl}${run.runtime.rehearsal ? ' [rehearsal]' : ''}` : ''}`,
    ],
    ['folder', run.cwd],
    ['started', moment(run.startedAt)],
    [
      'tokens',
      `${count(usage.inputTokens)} in (${count(usage.cachedInputTokens)} cached), ${count(usage.outputTokens)} out`,
    ],
    run.route === 'local' ? ['not spent', money(run.costAvoidedUsd)] : ['cost', money(run.costUsd)],
    ...(run.requestsOffMachine === null
      ? []
      : [['left this machine', `${run.requestsOffMachine} of ${run.modelCalls} model requests`]]),
    ...(run.verify ? [['verify', `${run.verify.command}: exit code ${run.verify.exitCode ?? 'none'}`]] : []),
    ...(run.failure ? [['failure', run.failure.message]] : []),
  ];
  return table(rows, Number.POSITIVE_INFINITY);
}

function allEvents({ store }: Services, id: string): RunEvent[] {
  const events: RunEvent[] = [];
  for (;;) {
    const page = store.events(id, events.at(-1)?.id ?? 0, 2_000);
    events.push(...page);
    if (page.length < 2_000) return events;
  }
}

/** An item that was started, updated and completed is shown once, at its first place, in its last state. */
function latestOfEachKey(events: readonly RunEvent[]): RunEvent[] {
  const shown = new Map<string | number, RunEvent>();
  for (const event of events) shown.set(event.key ?? event.id, event);
  return [...shown.values()];
}
