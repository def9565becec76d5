/** The head of a run: its state and prompt, its figures, what can be done with it. */
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isActive, type Run } from '../../../rpc/contract.ts';
import { elapsedOf, isEscalation, privacyWords, stateOf, stateWords } from '../../answer/index.ts';
import {
  aboutMoney,
  firstLine,
  formatClock,
  formatDuration,
  formatRate,
  formatTokens,
} from '../../format/index.ts';
import { useCommand } from '../../keyboard/index.ts';
import { useNow } from '../../stores/clock.ts';
import { otherRoute, repeatRun, stopRun } from '../../stores/run-actions.ts';
import { PageHead } from '../shell/page-head.tsx';
import { RehearsalBadge, RouteBadge, StateIcon } from '../ui/index.ts';
import { AttemptLinks } from './attempt-links.tsx';
import { RunActions } from './run-actions.tsx';

export function RunHead({ run }: { run: Run }) {
  const navigate = useNavigate();
  const show = (id: string): void => void navigate({ to: '/runs/$id', params: { id } });
  const active = isActive(run);
  useCommand('stop', () => void stopRun(run.id), active);
  useCommand('repeat-other', () => void repeatRun(run, otherRoute(run.route), show));
  return (
    <PageHead
      page={`${run.taskClass ?? 'Run'}: ${firstLine(run.prompt).slice(0, 60)}`}
      title={
        <span className="flex min-w-0 items-center gap-2">
          <StateIcon state={stateOf(run)} size={18} />
          <span className="min-w-0 truncate">{firstLine(run.prompt) || `Run ${run.id}`}</span>
        </span>
      }
      detail={<Facts run={run} />}
      actions={<RunActions run={run} onShow={show} />}
    />
  );
}

function Facts({ run }: { run: Run }) {
  const facts: [key: string, fact: ReactNode][] = [
    ['state', stateWords[stateOf(run)]],
    ['time', <Elapsed key="time" run={run} />],
    ['class', run.taskClass ?? 'no class'],
  ];
  if (run.tokensPerSecond !== null) facts.push(['rate', formatRate(run.tokensPerSecond)]);
  facts.push([
    'tokens',
    `${formatTokens(run.usage.inputTokens)} in, ${formatTokens(run.usage.outputTokens)} out`,
  ]);
  facts.push(['money', moneyWords(run)]);
  if (run.route === 'local' && run.requestsOffMachine !== null) facts.push(['privacy', privacyWords(run)]);
  return (
    <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
      <RouteBadge route={run.route} escalated={isEscalation(run)} />
      {run.runtime?.rehearsal === true && <RehearsalBadge />}
      {facts
        .filter(([, fact]) => fact !== null)
        .map(([key, fact], index, shown) => (
          <span key={key}>
            {fact}
            {index < shown.length - 1 && <span aria-hidden> ·</span>}
          </span>
        ))}
      <AttemptLinks run={run} />
    </span>
  );
}

function Elapsed({ run }: { run: Run }) {
  const active = isActive(run);
  const elapsed = elapsedOf(run, useNow(active));
  return active ? formatClock(elapsed) : formatDuration(elapsed);
}

function moneyWords(run: Run): string | null {
  if (run.route === 'local' && run.costAvoidedUsd !== null && run.costAvoidedUsd > 0) {
    return `${aboutMoney(run.costAvoidedUsd)} not spent`;
  }
  return run.costUsd !== null && run.costUsd > 0 ? aboutMoney(run.costUsd) : null;
}
