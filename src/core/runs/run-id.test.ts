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

it('counts up within a millisecond, so that it neither repeats nor loses its order', () => {
  const ids = Array.from({ length: 5_000 }, () => newRunId(1_790_000_000_000));
  expect(new Set(ids).size).toBe(5_000);
  expect(ids.toSorted()).toEqual(ids);
});
