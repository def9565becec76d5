/** Says where the time of a run went, from its own record. */
import type { Run, RunEvent } from '../core/schema/index.ts';
import { duration, table } from './format.ts';

/** `totalMs` is what the caller waited, process start included. */
export function whereTheTimeWent(run: Run, events: readonly RunEvent[], totalMs: number): string {
  const calls = events.flatMap((event) =>
    event.body.type === 'model_call' ? [{ at: event.at, call: event.body }] : [],
  );
  const first = calls.find(({ call }) => call.phase === 'waiting')?.at ?? run.startedAt;
  const ended = calls.filter(({ call }) => call.durationMs !== null);
  const model = ended.reduce((sum, { call }) => sum + (call.durationMs ?? 0), 0);
  const last = ended.at(-1)?.at ?? first;
  const runMs = (run.endedAt ?? run.startedAt) - run.startedAt;
  const rows: [string, number, string][] = [
    ['Codex starts', first - run.startedAt, 'from spawn to its first request'],
    ['model', model, `${ended.length} calls`],
    ['Codex works', Math.max(0, last - first - model), 'commands, files, its own work between calls'],
    ['Codex ends', run.startedAt + runMs - last, 'from the last answer to the end of the record'],
    ['Brainswap', Math.max(0, totalMs - runMs), 'its own start and end'],
  ];
  const share = (ms: number) => `${Math.round((100 * ms) / totalMs)} %`;
  const cells = rows.map(([name, ms, what]) => [
    `  ${name}`,
    duration(ms).padStart(8),
    share(ms).padStart(5),
    what,
  ]);
  return `Where the ${duration(totalMs)} went\n${table(cells, 200)}`;
}
