/** Tests of run ids. */
import { expect, it } from 'vitest';
import { newRunId } from './run-id.ts';

it('is twelve lower case letters and digits', () => {
  for (const now of [0, 1, Date.now(), Date.UTC(2109, 0)]) {
    expect(newRunId(now)).toMatch(/^[0-9abcdefghjkmnpqrstvwxyz]{12}$/);
  }
});

it('sorts by time', () => {
  const times = [0, 1, 31, 32, 1_000, 1_790_000_000_000, 1_790_000_000_001, 4_000_000_000_000];
  const ids = times.map(newRunId);
  expect(ids.toSorted()).toEqual(ids);
});

it('is not the same twice within a millisecond', () => {
  const ids = new Set(Array.from({ length: 50 }, () => newRunId(1_790_000_000_000)));
  expect(ids.size).toBeGreaterThan(48);
});
