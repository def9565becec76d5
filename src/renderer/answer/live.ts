/** The top line of the Live page: how many are running, and is anything wrong. */
import type { RunCounts } from '../../rpc/contract.ts';
import { aboutMoney, countOf } from '../format/index.ts';

export interface Answer {
  headline: string;
  detail: string;
}

/** `2 running, 1 thing to mend` and, smaller, `47 runs today, 38 local and 9 cloud; about $3.10 not spent`. */
export function answerLive(counts: RunCounts, problems: number): Answer {
  const running = counts.running === 0 ? 'Nothing running' : `${counts.running} running`;
  const wrong = problems === 0 ? '' : `, ${countOf(problems, 'thing')} to mend`;
  return { headline: running + wrong, detail: answerToday(counts) };
}

/** `47 runs today, 38 local and 9 cloud; about $3.10 not spent`. */
export function answerToday(counts: RunCounts): string {
  if (counts.today === 0) return 'No runs today';
  const saved = counts.costAvoidedTodayUsd > 0 ? `; ${aboutMoney(counts.costAvoidedTodayUsd)} not spent` : '';
  return `${countOf(counts.today, 'run')} today, ${counts.localToday} local and ${counts.cloudToday} cloud${saved}`;
}
