/** One run in the popover: a link that opens it in the dashboard. */
import { isActive, type Run } from '../../../rpc/contract.ts';
import { elapsedOf, isEscalation, outcomeOf, stateOf } from '../../answer/index.ts';
import { baseName, firstLine, formatClock, formatDuration } from '../../format/index.ts';
import { useNow } from '../../stores/clock.ts';
import { RouteBadge, StateIcon } from '../ui/index.ts';

export function PopoverRun({ run }: { run: Run }) {
  const active = isActive(run);
  const elapsed = elapsedOf(run, useNow(active));
  return (
    <li>
      <a
        href={`#/runs/${run.id}`}
        target="_blank"
        rel="noreferrer"
        title={`${firstLine(run.prompt)}\n${outcomeOf(run)}`}
        className="flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover"
      >
        <StateIcon state={stateOf(run)} size={14} />
        <span className="shrink-0">{run.taskClass ?? 'no class'}</span>
        <span className="min-w-0 grow truncate text-muted">{baseName(run.cwd)}</span>
        <span className="shrink-0 text-muted">{active ? formatClock(elapsed) : formatDuration(elapsed)}</span>
        <RouteBadge route={run.route} escalated={isEscalation(run)} />
      </a>
    </li>
  );
}
