/** What the Routing page shows. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { RouteName } from './run.ts';

export const ClassStats = z.object({
  taskClass: z.string().nullable(),
  route: RouteName,
  runs: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  verified: z.number().int(),
  verifyFailed: z.number().int(),
  escalated: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Median wall time of the latest runs (at most 200) of this class and route, in milliseconds. */
  medianMs: z.number().nullable(),
  costUsd: z.number(),
  costAvoidedUsd: z.number(),
});
export type ClassStats = z.infer<typeof ClassStats>;

export const DayStats = z.object({
  /** Local date, `YYYY-MM-DD`. */
  day: z.string(),
  local: z.number().int(),
  cloud: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  costUsd: z.number(),
  costAvoidedUsd: z.number(),
});
export type DayStats = z.infer<typeof DayStats>;

export const RoutingStats = z.object({
  days: z.number().int(),
  classes: z.array(ClassStats),
  /** Every day of the range, oldest first, also those without runs. */
  perDay: z.array(DayStats),
});
export type RoutingStats = z.infer<typeof RoutingStats>;
