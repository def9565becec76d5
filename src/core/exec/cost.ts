/** What a run cost, or what it saved, as an estimate from list prices. */
import type { Settings, Usage } from '../schema/index.ts';
import type { AttemptPlan } from './plan.ts';

export async function costOf(
  plan: AttemptPlan,
  settings: Settings,
  usage: Usage,
): Promise<{ costUsd: number | null; costAvoidedUsd: number | null }> {
  void plan;
  void settings;
  void usage;
  return { costUsd: null, costAvoidedUsd: null };
}
