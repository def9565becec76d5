/** The last hour counts each run once, in the step in which it began. */
import { expect, it } from 'vitest';
import { hour, lastHourOf } from './last-hour.ts';

it('puts runs into steps of five minutes, oldest first', () => {
  const now = 10 * hour;
  const ago = (minutes: number, route: 'local' | 'cloud') => ({ startedAt: now - minutes * 60_000, route });
  const { steps, local, cloud } = lastHourOf(
    [ago(0, 'local'), ago(4.9, 'local'), ago(5, 'cloud'), ago(59.9, 'local'), ago(60, 'local')],
    now,
  );
  expect([local, cloud]).toEqual([3, 1]);
  expect(steps).toHaveLength(12);
  expect(steps[11]).toEqual({ ago: 0, local: 2, cloud: 0 });
  expect(steps[10]).toEqual({ ago: 5, local: 0, cloud: 1 });
  expect(steps[0]).toEqual({ ago: 55, local: 1, cloud: 0 });
});

it('takes a clock that runs ahead for now', () => {
  expect(lastHourOf([{ startedAt: 5_000, route: 'cloud' }], 0).steps[11]).toEqual({
    ago: 0,
    local: 0,
    cloud: 1,
  });
});
