/** Tests of the roll-ups: however a run comes to its end, the sums are those of a recount. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClassStats, isActive, type Run, type RunStatus } from '../../schema/index.ts';
import { openRunStore, type RunStore } from '../index.ts';
import { testRun } from '../testing/test-run.ts';

/** Noon, so that no time zone puts a few hours onto another day. */
const now = new Date(2026, 2, 15, 12).getTime();
const hour = 3_600_000;
let folder: string;
let store: RunStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-roll-up-'));
  store = openRunStore({ file: join(folder, 'runs.db') });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const inserted = (over: Partial<Run> = {}) => {
  const run = testRun({ startedAt: now, ...over });
  store.insert(run);
  return run;
};
const verified = (exitCode: number | null) => ({ command: 'make', exitCode, output: '', durationMs: 1 });
const classStats = (taskClass: string | null = 'rename', route = 'local') =>
  store.stats(30, now).classes.find((stats) => stats.taskClass === taskClass && stats.route === route);

describe('the statistics', () => {
  it('count a run once, when it ends', () => {
    const run = inserted();
    expect(classStats()).toBeUndefined();
    store.write(run.id, { patch: { status: 'verifying' } });
    expect(classStats()).toBeUndefined();
    store.write(run.id, { patch: { status: 'succeeded', endedAt: now + 5_000 } });
    store.write(run.id, { patch: { status: 'succeeded', activity: 'done' } });
    expect(classStats()).toMatchObject({ runs: 1, succeeded: 1, failed: 0, medianMs: 5_000 });
  });

  it('follow what is written after the end', () => {
    const run = inserted();
    store.write(run.id, { patch: { status: 'succeeded', endedAt: now + 1 } });
    store.write(run.id, {
      patch: { costUsd: 0.1, costAvoidedUsd: 0.2, usage: { ...run.usage, inputTokens: 7 } },
    });
    store.write(run.id, { patch: { verify: verified(1) } });
    store.write(run.id, { patch: { status: 'failed', costUsd: 0.3 } });
    expect(classStats()).toMatchObject({
      runs: 1,
      succeeded: 0,
      failed: 1,
      verified: 0,
      verifyFailed: 1,
      inputTokens: 7,
      costUsd: 0.3,
      costAvoidedUsd: 0.2,
    });
    expect(store.stats(30, now).perDay.at(-1)).toEqual({
      day: '2026-03-15',
      local: 1,
      cloud: 0,
      succeeded: 0,
      failed: 1,
      costUsd: 0.3,
      costAvoidedUsd: 0.2,
    });
  });

  it('forget a run that goes on again', () => {
    const run = inserted({ status: 'interrupted', endedAt: now });
    expect(classStats()).toMatchObject({ runs: 1, succeeded: 0, failed: 0, cancelled: 0 });
    store.write(run.id, { patch: { status: 'running', endedAt: null } });
    expect(classStats()).toBeUndefined();
  });

  it('tell which runs were escalated, whether they had ended by then or not', () => {
    const parents = [inserted({ status: 'failed', endedAt: now }), inserted()];
    for (const { id } of parents) {
      inserted({ parentId: id, parentKind: 'escalation', chainId: id, attempt: 2, route: 'cloud' });
      inserted({ parentId: id, parentKind: 'repeat' });
    }
    store.write(parents[1]?.id ?? '', { patch: { status: 'failed', endedAt: now + 1 } });
    expect(classStats()).toMatchObject({ runs: 2, escalated: 2 });
  });

  it('add money without rounding it away', () => {
    for (let i = 0; i < 1_000; i++) inserted({ status: 'succeeded', endedAt: now, costUsd: 0.000_1 });
    expect(classStats()?.costUsd).toBe(0.1);
  });

  it('give the median of the latest 200 runs that ran to their end', () => {
    for (let i = 0; i < 30; i++) inserted({ status: 'succeeded', endedAt: now + 900_000 });
    for (let i = 1; i <= 200; i++) inserted({ status: i % 2 ? 'succeeded' : 'failed', endedAt: now + i });
    inserted({ status: 'cancelled', endedAt: now + 1 });
    inserted({ status: 'interrupted', endedAt: now + 1 });
    expect(classStats()?.medianMs).toBe(100.5);
    inserted({ taskClass: null, status: 'cancelled', endedAt: now + 1 });
    expect(classStats(null)?.medianMs).toBeNull();
    inserted({ taskClass: null, status: 'failed', endedAt: now + 8 });
    expect(classStats(null)?.medianMs).toBe(8);
  });

  it('hold every local day of the range, oldest first, and nothing beyond it', () => {
    for (const daysBefore of [0, 1, 6, 7, 40]) {
      const startedAt = new Date(2026, 2, 15 - daysBefore, 0, 30).getTime();
      inserted({ startedAt, status: 'succeeded', endedAt: startedAt + 1, route: 'cloud' });
    }
    const { perDay, classes } = store.stats(7, now);
    expect(perDay.map(({ day, cloud }) => [day, cloud])).toEqual([
      ['2026-03-09', 1],
      ['2026-03-10', 0],
      ['2026-03-11', 0],
      ['2026-03-12', 0],
      ['2026-03-13', 0],
      ['2026-03-14', 1],
      ['2026-03-15', 1],
    ]);
    expect(classes.map((stats) => stats.runs)).toEqual([3]);
    expect(store.stats(366, now).perDay).toHaveLength(366);
    expect(new Set(store.stats(366, now).perDay.map(({ day }) => day)).size).toBe(366);
  });
});

describe('the counts', () => {
  it('are of today, running runs included', () => {
    inserted({ startedAt: now - 13 * hour, status: 'succeeded', costAvoidedUsd: 9 });
    inserted({ startedAt: now - hour, status: 'succeeded', costAvoidedUsd: 0.25 });
    inserted({ startedAt: now - hour, route: 'cloud' });
    inserted({ startedAt: now - 30 * hour, status: 'verifying' });
    expect(store.counts(now)).toEqual({
      running: 2,
      today: 2,
      localToday: 1,
      cloudToday: 1,
      costAvoidedTodayUsd: 0.25,
    });
  });

  it('are zero in an empty store', () => {
    expect(Object.values(store.counts(now))).toEqual([0, 0, 0, 0, 0]);
    expect(store.stats(2, now).classes).toEqual([]);
  });
});

const statuses: RunStatus[] = ['running', 'verifying', 'succeeded', 'failed', 'cancelled', 'interrupted'];
const patches: fc.Arbitrary<Partial<Run>> = fc.record(
  {
    status: fc.constantFrom(...statuses),
    endedAt: fc.option(fc.integer({ min: now, max: now + 9_999 })),
    taskClass: fc.constantFrom(null, 'a', 'b'),
    route: fc.constantFrom('local' as const, 'cloud' as const),
    verify: fc.constantFrom(null, verified(0), verified(3), verified(null)),
    costUsd: fc.option(fc.integer({ max: 5_000 }).map((n) => n / 1e6)),
    costAvoidedUsd: fc.option(fc.nat({ max: 5_000 }).map((n) => n / 1e6)),
    usage: fc
      .nat({ max: 99 })
      .map((n) => ({ inputTokens: n, cachedInputTokens: 0, outputTokens: n + 1, reasoningTokens: 0 })),
  },
  { requiredKeys: [] },
);

/** The sums by class and route, counted from the runs themselves. */
function recount(runs: readonly Run[]): Omit<ClassStats, 'medianMs'>[] {
  const escalated = new Set(runs.filter((run) => run.parentKind === 'escalation').map((run) => run.parentId));
  const ended = runs.filter((run) => !isActive(run));
  const keys = [...new Set(ended.map((run) => `${run.taskClass ?? ''} ${run.route}`))].sort();
  return keys.map((key) => {
    const own = ended.filter((run) => `${run.taskClass ?? ''} ${run.route}` === key);
    const count = (test: (run: Run) => boolean) => own.filter(test).length;
    const sum = (value: (run: Run) => number) => own.reduce((total, run) => total + value(run), 0);
    return {
      taskClass: own[0]?.taskClass ?? null,
      route: own[0]?.route ?? 'local',
      runs: own.length,
      succeeded: count((run) => run.status === 'succeeded'),
      failed: count((run) => run.status === 'failed'),
      cancelled: count((run) => run.status === 'cancelled'),
      verified: count((run) => run.verify?.exitCode === 0),
      verifyFailed: count((run) => run.verify !== null && run.verify.exitCode !== 0),
      escalated: count((run) => escalated.has(run.id)),
      inputTokens: sum((run) => run.usage.inputTokens),
      outputTokens: sum((run) => run.usage.outputTokens),
      costUsd: sum((run) => Math.round((run.costUsd ?? 0) * 1e6)) / 1e6,
      costAvoidedUsd: sum((run) => Math.round((run.costAvoidedUsd ?? 0) * 1e6)) / 1e6,
    };
  });
}

it('equals a recount after any history', () => {
  const step = fc.record({ patch: patches, on: fc.nat(), insert: fc.boolean(), escalates: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const file = join(mkdtempSync(join(folder, 'history-')), 'runs.db');
      const own = openRunStore({ file });
      const model: Run[] = [];
      for (const { patch, on, insert, escalates } of steps) {
        const target = model[on % Math.max(1, model.length)];
        if (insert || target === undefined) {
          const parent =
            escalates && target ? { parentId: target.id, parentKind: 'escalation' as const } : {};
          const run = testRun({ startedAt: now - (on % 20) * 24 * hour, ...patch, ...parent });
          own.insert(run);
          model.push(run);
        } else {
          own.write(target.id, { patch });
          Object.assign(target, patch);
        }
      }
      const { classes, perDay } = own.stats(30, now);
      own.close();
      expect(classes.map(({ medianMs: _, ...sums }) => sums)).toEqual(recount(model));
      const ended = model.filter((run) => !isActive(run));
      expect(perDay.reduce((total, day) => total + day.local + day.cloud, 0)).toBe(ended.length);
    }),
    { numRuns: 60 },
  );
});
