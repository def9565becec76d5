/** The meter forgets what is older than a second. */
import { expect, it } from 'vitest';
import { createRateMeter } from './rate-meter.ts';

it('adds up what came lately', () => {
  const meter = createRateMeter();
  expect(meter.count(10, 1_000)).toBe(10);
  expect(meter.count(5, 1_400)).toBe(15);
  expect(meter.count(5, 1_600)).toBe(20);
});

it('forgets what is old', () => {
  const meter = createRateMeter();
  meter.count(10, 1_000);
  expect(meter.count(0, 1_500)).toBe(10);
  expect(meter.count(0, 2_000)).toBe(0);
  meter.count(10, 2_000);
  expect(meter.count(1, 9_000)).toBe(1);
});
