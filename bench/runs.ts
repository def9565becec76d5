/**
 * Measures the run store: fills one, then asks what the Live, Run and Routing pages ask.
 * `node bench/runs.ts [--runs 100000] [--events 5000000] [--file kept.db]`; the goal is 50 ms for every question.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRunStore, type RunStore } from '../src/core/runs/index.ts';
import type { NewEvent } from '../src/core/schema/index.ts';
import { endOf, event, random, startedRun } from './runs-workload.ts';

const goalMs = 50;
const day = 86_400_000;
/** Events of one write, as many as a busy run gathers between two flushes. */
const batch = 20;

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    events: { type: 'string', default: '5000000' },
    /** Keeps the filled file, or measures it again without filling when it exists. */
    file: { type: 'string' },
  },
});

interface Measure {
  name: string;
  medianMs: number;
  p95Ms: number;
}

const now = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'brainswap-bench-'));
const file = flags.file ?? join(folder, 'runs.db');
try {
  const filled = statSync(file, { throwIfNoEntry: false }) === undefined;
  const fill = filled ? fillStore(Number(flags.runs), Number(flags.events)) : null;
  report(fill, measureOpening(), measureQuestions());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fillStore(runCount: number, eventCount: number) {
  const store = openRunStore({ file });
  const next = random(1);
  const perRun = Math.round(eventCount / runCount);
  let events = 0;
  let appendMs = 0;
  const started = performance.now();
  for (let r = 0; r < runCount; r++) {
    const run = startedRun(Math.round(now - 366 * day + ((r + next()) * 366 * day) / runCount), next);
    store.insert(run);
    for (let written = 0; written < perRun; written += batch) {
      const size = Math.min(batch, perRun - written);
      const made: NewEvent[] = Array.from({ length: size }, (_, i) =>
        event(run.startedAt + i, written + i, next),
      );
      const before = performance.now();
      store.write(run.id, { events: made });
      appendMs += performance.now() - before;
      events += size;
    }
    store.write(run.id, { patch: endOf(run, next) });
    if (r % Math.ceil(runCount / 10) === 0) console.error(`filled ${r} of ${runCount} runs`);
  }
  const seconds = (performance.now() - started) / 1_000;
  store.close();
  return { runs: runCount, events, seconds, eventsPerSecond: Math.round(events / (appendMs / 1_000)) };
}

function measureOpening(): Measure {
  return measure('open the store', 20, () => openRunStore({ file }).close());
}

function measureQuestions(): Measure[] {
  const store = openRunStore({ file });
  const newest = store.list({}, null, 1)[0];
  if (!newest) throw new Error(`${file} holds no runs.`);
  const deep = store.list({}, null, 200).at(-1)?.id ?? null;
  const list = (name: string, filter: Parameters<RunStore['list']>[0], cursor: string | null = null) =>
    measure(`list ${name}`, 40, () => store.list(filter, cursor, 51));
  const revision = store.changesSince(null).revision;
  const measures = [
    list('first page', {}),
    list('second page', {}, deep),
    list('by class', { taskClass: 'judge' }),
    list('by class, none', { taskClass: 'nothing' }),
    list('by route', { route: 'cloud' }),
    list('by status', { status: 'failed' }),
    list('by status, rare', { status: 'interrupted' }),
    list('active', { status: 'active' }),
    list('by class, route, status', { taskClass: 'judge', route: 'cloud', status: 'interrupted' }),
    list('text, many hits', { text: 'the router' }),
    list('text, one hit', { text: newest.prompt.slice(0, 40) }),
    list('text, miss', { text: 'the quokka' }),
    list('text, miss of common parts', { text: 'the router, the router the' }),
    list('text of two letters, hit', { text: 'qu' }),
    list('text of two letters, miss', { text: 'qx' }),
    list('text and status, rare', { text: 'the router', status: 'interrupted' }),
    list('text and class, none', { text: 'the router', taskClass: 'nothing' }),
    list('text and all filters', {
      text: 'the ledger',
      taskClass: 'rename',
      route: 'cloud',
      status: 'cancelled',
    }),
    measure('counts', 40, () => store.counts(now)),
    measure('stats of 30 days', 40, () => store.stats(30, now)),
    measure('stats of 366 days', 40, () => store.stats(366, now)),
    measure('one run', 40, () => store.get(newest.id)),
    measure('events of one run', 40, () => store.events(newest.id, 0, 2_000)),
    measure('newest 2,000 events of one run', 40, () => store.eventsBefore(newest.id, null, 2_000)),
    measure('changes, none', 40, () => store.changesSince(revision)),
    measure('changes, 50 runs', 40, () => store.changesSince(revision - 50)),
    measure('task classes', 40, () => store.taskClasses()),
    measure('recent folders', 40, () => store.recentFolders(8)),
    measure('data version', 40, () => store.dataVersion()),
  ];
  store.close();
  return measures;
}

function measure(name: string, times: number, work: () => unknown): Measure {
  work();
  const taken = Array.from({ length: times }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  }).sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((taken[Math.min(times - 1, Math.floor(times * share))] ?? 0) * 1_000) / 1_000;
  return { name, medianMs: at(0.5), p95Ms: at(0.95) };
}

function report(fill: ReturnType<typeof fillStore> | null, opening: Measure, questions: Measure[]): void {
  const megabytes = Math.round(statSync(file).size / 1e6);
  const all = [opening, ...questions];
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${megabytes} MB on disk`);
  if (fill) {
    console.log(
      `${fill.runs} runs, ${fill.events} events in ${Math.round(fill.seconds)} s; append: ${fill.eventsPerSecond} events/s in writes of ${batch}`,
    );
  }
  console.table(
    all.map(({ name, medianMs, p95Ms }) => ({
      question: name,
      medianMs,
      p95Ms,
      goal: p95Ms < goalMs ? 'met' : 'MISSED',
    })),
  );
  if (!fill) return;
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(
    join(import.meta.dirname, 'results', 'runs.json'),
    `${JSON.stringify({ at: new Date(now).toISOString(), node: process.version, cpu: cpus()[0]?.model, goalMs, megabytes, fill, measures: all }, null, 2)}\n`,
  );
}
