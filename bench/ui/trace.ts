/** Reads from a browser's trace how long the page's main thread worked at a stretch: by the clock, and in its own CPU time. */
import { z } from 'zod';

const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** Microseconds. */
  ts: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});
const Trace = z.object({ traceEvents: z.array(TraceEvent) });

/** Milliseconds. A busy machine makes the clock's figure longer, not the other one. */
export interface Tasks {
  count: number;
  longestClockMs: number;
  longestCpuMs: number;
  /** Tasks that worked for over 50 ms of CPU time. */
  overGoal: number;
}

/** Categories that hold the tasks of every thread and little else. */
export const traceCategories = ['toplevel', '__metadata'];

/** Over the tasks for which `isCounted` is true; it is asked with milliseconds of the trace's clock, which is monotonic. */
export function longestTasks(
  trace: Buffer,
  goalMs: number,
  isCounted: (from: number, to: number) => boolean,
): Tasks {
  const { traceEvents } = Trace.parse(JSON.parse(trace.toString('utf8')));
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts, dur = 0 }) =>
      name.endsWith('RunTask') && mains.has(`${pid} ${tid}`) && isCounted(ts / 1_000, (ts + dur) / 1_000),
  );
  const cpu = tasks.map(({ tdur = 0 }) => tdur / 1_000);
  return {
    count: tasks.length,
    longestClockMs: tasks.reduce((most, { dur = 0 }) => Math.max(most, dur / 1_000), 0),
    longestCpuMs: cpu.reduce((most, ms) => Math.max(most, ms), 0),
    overGoal: cpu.filter((ms) => ms > goalMs).length,
  };
}
