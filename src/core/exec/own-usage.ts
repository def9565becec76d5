/** A run's own share of a thread's running token total. */
import { noUsage, type Usage } from '../schema/index.ts';
import type { FollowedFacts } from './follow.ts';
import type { AttemptPlan } from './plan.ts';

/** Codex reports the total of the thread; `facts.threadUsageBefore` is what earlier turns had used. */
export function ownUsage(_plan: AttemptPlan, facts: FollowedFacts): Usage {
  return facts.threadUsage ?? noUsage;
}
