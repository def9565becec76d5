/** The last hour in steps of five minutes, by route. Pure. */
import type { Run } from '../../../rpc/contract.ts';

export interface HourStep {
  /** Minutes between now and its end. */
  ago: number;
  local: number;
  cloud: number;
}

export interface LastHour {
  /** Twelve steps, oldest first. */
  steps: readonly HourStep[];
  local: number;
  cloud: number;
}

const minute = 60_000;
export const hour = 60 * minute;
const stepLength = 5 * minute;
const stepsPerHour = hour / stepLength;

/** Counts runs by when they began; `now` in milliseconds since the epoch. */
export function lastHourOf(runs: readonly Pick<Run, 'startedAt' | 'route'>[], now: number): LastHour {
  const steps = Array.from({ length: stepsPerHour }, (_, i) => ({
    ago: ((stepsPerHour - 1 - i) * stepLength) / minute,
    local: 0,
    cloud: 0,
  }));
  let local = 0;
  let cloud = 0;
  for (const { startedAt, route } of runs) {
    const age = now - startedAt;
    const step = steps[steps.length - 1 - Math.floor(Math.max(0, age) / stepLength)];
    if (age >= hour || step === undefined) continue;
    step[route] += 1;
    if (route === 'local') local += 1;
    else cloud += 1;
  }
  return { steps, local, cloud };
}
