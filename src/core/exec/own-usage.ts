/** A run's own share of a thread's running token total. */
import { noUsage, type Usage } from '../schema/index.ts';
import type { RelaySummary } from './relay-observer.ts';
import type { TimelineFacts } from './timeline.ts';

/**
 * The relay's sum where it saw the calls, else the rollout's. Codex's own figure is the total of the whole thread, so it serves
 * only for a new thread (an ephemeral run has no rollout).
 */
export function ownUsage(relayed: RelaySummary, facts: TimelineFacts, resumed: boolean): Usage {
  if (relayed.calls > 0) return relayed.usage;
  return facts.rolloutUsage ?? (resumed ? noUsage : (facts.threadUsage ?? noUsage));
}
