/** What a run cost, or what it saved, as an estimate from list prices. */
import { priceOf } from '../pricing/index.ts';
import type { RouteName, Usage } from '../schema/index.ts';

export interface CostQuestion {
  route: RouteName;
  model: string | null;
  usage: Usage;
  /** The cloud model a local run is compared with. */
  referenceModel: string;
  /** Nothing was saved by a local run that had to be done again. */
  succeeded: boolean;
}

/** Dollars; null where there is no price for the model, or none that would mean anything. */
export async function costOf(
  question: CostQuestion,
): Promise<{ costUsd: number | null; costAvoidedUsd: number | null }> {
  const { route, model, usage, referenceModel, succeeded } = question;
  if (route === 'local') {
    return { costUsd: 0, costAvoidedUsd: succeeded ? await priceOf(referenceModel, usage) : 0 };
  }
  return { costUsd: model === null ? null : await priceOf(model, usage), costAvoidedUsd: null };
}
