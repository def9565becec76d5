/** What can be asked of the run store. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { RouteName, RunStatus } from './run.ts';

export const RunFilter = z.object({
  taskClass: z.string().optional(),
  route: RouteName.optional(),
  /** `active` stands for running and verifying. */
  status: z.union([RunStatus, z.literal('active')]).optional(),
  /** Matches prompt, folder, class and model, without regard to case. */
  text: z.string().optional(),
});
export type RunFilter = z.infer<typeof RunFilter>;

export const RunCounts = z.object({
  running: z.number().int(),
  /** Since local midnight. */
  today: z.number().int(),
  localToday: z.number().int(),
  cloudToday: z.number().int(),
  /** US dollars, an estimate. */
  costAvoidedTodayUsd: z.number(),
});
export type RunCounts = z.infer<typeof RunCounts>;
