/** One run in the list: one line with columns, or two lines where it is narrow. */

import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { memo } from 'react';
import { isActive, type Run } from '../../../rpc/contract.ts';
import { elapsedOf, isEscalation, outcomeOf, stateOf } from '../../answer/index.ts';
import {
  firstLine,
  formatClock,
  formatDuration,
  formatExactly,
  formatTokens,
  formatWhen,
  shortPath,
} from '../../format/index.ts';
import { useNow } from '../../stores/clock.ts';
import { classNames, RouteBadge, StateIcon } from '../ui/index.ts';
import { rowHeight } from './run-columns.tsx';

interface RunRowProps {
  run: Run;
  index: number;
  count: number;
  /** Pixels from the top of the list. */
  top: number;
  oneLine: boolean;
  inTabOrder: boolean;
  onFocus: (id: string) => void;
}

export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, index, count, top, oneLine, inTabOrder, onFocus } = props;
  const Cells = oneLine ? WideCells : NarrowCells;
  return (
    <li
      aria-posinset={index + 1}
      aria-setsize={count}
      className="absolute inset-x-0"
      style={{ transform: `translateY(${top}px)` }}
    >
      <Link
        to="/runs/$id"
        params={{ id: run.id }}
        data-run={run.id}
        tabIndex={inTabOrder ? 0 : -1}
        onFocus={() => onFocus(run.id)}
        className={classNames(
          'border-b border-line px-4 hover:bg-hover focus:bg-selected',
          oneLine ? 'run-row' : 'grid content-center',
        )}
        style={{ height: oneLine ? rowHeight.wide : rowHeight.narrow }}
      >
        <Cells run={run} />
      </Link>
    </li>
  );
});

function WideCells({ run }: { run: Run }) {
  const state = stateOf(run);
  return (
    <>
      <span>
        <StateIcon state={state} />
      </span>
      <span className="text-right">
        <Elapsed run={run} />
      </span>
      <span className={run.taskClass === null ? 'text-faint' : 'font-medium'}>
        {run.taskClass ?? 'no class'}
      </span>
      <span>
        <RouteBadge route={run.route} escalated={isEscalation(run)} />
      </span>
      <span className="run-model text-muted" title={run.model ?? undefined}>
        <Rehearsal run={run} />
        {run.model ?? ''}
      </span>
      <span className="text-muted" title={run.cwd}>
        {shortPath(run.cwd)}
      </span>
      <span>{firstLine(run.prompt)}</span>
      <span className={outcomeTone(run)}>{outcomeOf(run)}</span>
      <span className="text-right text-muted">
        {formatTokens(run.usage.inputTokens + run.usage.outputTokens)}
      </span>
      <span className="run-when text-right text-muted" title={formatExactly(run.startedAt)}>
        <When at={run.startedAt} />
      </span>
    </>
  );
}

function NarrowCells({ run }: { run: Run }) {
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <StateIcon state={stateOf(run)} />
        <span className="shrink-0 font-medium">{run.taskClass ?? 'no class'}</span>
        <span className="min-w-0 grow truncate">{firstLine(run.prompt)}</span>
        <span className="shrink-0">
          <Elapsed run={run} />
        </span>
      </span>
      <span className="flex min-w-0 items-center gap-2 pl-6 text-sm text-muted">
        <span className="min-w-0 grow truncate">
          <Rehearsal run={run} />
          {shortPath(run.cwd)} · <span className={outcomeTone(run)}>{outcomeOf(run)}</span>
        </span>
        <RouteBadge route={run.route} escalated={isEscalation(run)} />
      </span>
    </>
  );
}

function outcomeTone(run: Run): string {
  if (run.status === 'failed') return 'text-danger';
  if (run.status === 'interrupted') return 'text-warn';
  return isActive(run) ? 'font-mono text-sm' : 'text-muted';
}

function Elapsed({ run }: { run: Run }) {
  const active = isActive(run);
  const elapsed = elapsedOf(run, useNow(active));
  return active ? formatClock(elapsed) : formatDuration(elapsed);
}

function When({ at }: { at: number }) {
  return formatWhen(at, useNow());
}

function Rehearsal({ run }: { run: Run }) {
  if (run.runtime?.rehearsal !== true) return null;
  return (
    <span
      role="img"
      aria-label="Rehearsal"
      title="Rehearsal"
      className="mr-1 inline-flex size-4 items-center justify-center rounded-sm border border-dashed border-warn align-[-3px] text-warn"
    >
      <FlaskConical size={10} aria-hidden />
    </span>
  );
}
