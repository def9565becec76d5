/** The top line of the Routing page: what share ran locally, and what that did not cost. */
import type { RoutingStats } from '../../rpc/contract.ts';
import { aboutMoney, countOf, percentOf } from '../format/index.ts';
import type { Answer } from './live.ts';

/** Sums over the range. Money in US dollars. */
export function totalsOf(stats: RoutingStats) {
  const totals = { local: 0, cloud: 0, costUsd: 0, costAvoidedUsd: 0 };
  for (const day of stats.perDay) {
    totals.local += day.local;
    totals.cloud += day.cloud;
    totals.costUsd += day.costUsd;
    totals.costAvoidedUsd += day.costAvoidedUsd;
  }
  return totals;
}

/** `71% of runs were local` and `in the last 30 days; about $14.20 not spent, about $3.05 spent`. */
export function answerRouting(stats: RoutingStats): Answer {
  const { local, cloud, costUsd, costAvoidedUsd } = totalsOf(stats);
  const range = rangeWords(stats.days);
  const share = percentOf(local, local + cloud);
  if (share === null) {
    return {
      headline: `No runs ${range}`,
      detail: 'Once there are some, this page shows what each route brought.',
    };
  }
  const avoided = costAvoidedUsd > 0 ? `; ${aboutMoney(costAvoidedUsd)} not spent` : '';
  const spent = costUsd > 0 ? `, ${aboutMoney(costUsd)} spent on cloud` : '';
  return {
    headline: `${share}% of runs were local${avoided}`,
    detail: `${countOf(local + cloud, 'run')} ${range}${spent}`,
  };
}

/** `today`, `in the last 7 days`. */
export function rangeWords(days: number): string {
  return days === 1 ? 'today' : `in the last ${days} days`;
}
