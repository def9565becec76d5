/** The routing table shows every class once, with what happened on each route. */
import { describe, expect, it } from 'vitest';
import type { ClassStats, RoutingEntry } from '../../../rpc/contract.ts';
import { classRows, successWords, verifyWords, whyWords } from './class-rows.ts';

const stats = (taskClass: string | null, route: 'local' | 'cloud', runs: number, over = {}): ClassStats => ({
  taskClass,
  route,
  runs,
  succeeded: runs,
  failed: 0,
  cancelled: 0,
  verified: 0,
  verifyFailed: 0,
  escalated: 0,
  inputTokens: 0,
  outputTokens: 0,
  medianMs: null,
  costUsd: 0,
  costAvoidedUsd: 0,
  ...over,
});
const rule = (taskClass: string, route: 'local' | 'cloud', escalate = true): RoutingEntry => ({
  taskClass,
  route,
  escalate,
  verify: null,
});

describe('classRows', () => {
  it('joins both routes of a class and keeps classes without runs', () => {
    const rows = classRows(
      {
        days: 30,
        perDay: [],
        classes: [stats('rename', 'cloud', 2), stats(null, 'cloud', 30), stats('rename', 'local', 9)],
      },
      [rule('judge', 'local'), rule('rename', 'local')],
    );
    expect(rows.map((row) => [row.taskClass, row.runs, row.lines.map((line) => line.route)])).toEqual([
      [null, 30, ['cloud']],
      ['rename', 11, ['local', 'cloud']],
      ['judge', 0, []],
    ]);
  });
});

describe('words', () => {
  it('tell why a class takes its route', () => {
    expect(whyWords({ taskClass: 'a', entry: rule('a', 'local') })).toMatch(/failures try again on cloud/);
    expect(whyWords({ taskClass: 'a', entry: rule('a', 'local', false) })).toMatch(/failures stay local/);
    expect(whyWords({ taskClass: 'a', entry: null })).toMatch(/Not in the routing table/);
    expect(whyWords({ taskClass: null, entry: null })).toMatch(/without a class/);
  });
  it('give rates with their number, and none of nothing', () => {
    expect(successWords(stats('a', 'local', 8, { succeeded: 7, failed: 1, cancelled: 3 }))).toBe('88% of 8');
    expect(successWords(stats('a', 'local', 0))).toBeNull();
    expect(verifyWords(stats('a', 'local', 8, { verified: 3, verifyFailed: 1 }))).toBe('75% of 4');
    expect(verifyWords(stats('a', 'local', 8))).toBeNull();
  });
});
