/** The run list: rows of fixed height, drawn only where they are seen, with one row at a time in the tab order. */
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isActive, type Run } from '../../../rpc/contract.ts';
import { useCommand } from '../../keyboard/index.ts';
import { otherRoute, repeatRun, stopRun } from '../../stores/run-actions.ts';
import { loadMore } from '../../stores/runs.ts';
import { useMedia, wide } from '../../stores/use-media.ts';
import { RunColumns, rowHeight } from './run-columns.tsx';
import { RunRow } from './run-row.tsx';

export function RunList({ runs }: { runs: readonly Run[] }) {
  const scroll = useRef<HTMLDivElement>(null);
  const oneLine = useMedia(wide);
  const navigate = useNavigate();
  const [activeId, setActiveId] = useState<string | null>(null);
  const found = runs.findIndex((run) => run.id === activeId);
  const active = Math.max(0, found);
  const height = oneLine ? rowHeight.wide : rowHeight.narrow;
  const virtual = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => runs[index]?.id ?? index,
    overscan: 12,
  });
  useEffect(() => {
    void height;
    virtual.measure();
  }, [height, virtual]);

  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= runs.length - 20) void loadMore();
  }, [last, runs.length]);

  const open = (id: string): void => void navigate({ to: '/runs/$id', params: { id } });
  const focus = (index: number): void => {
    const run = runs[Math.max(0, Math.min(index, runs.length - 1))];
    if (!run) return;
    setActiveId(run.id);
    virtual.scrollToIndex(runs.indexOf(run));
    // The row may not be drawn yet when it was out of sight.
    requestAnimationFrame(() =>
      scroll.current?.querySelector<HTMLElement>(`[data-run="${run.id}"]`)?.focus(),
    );
  };
  const current = runs[active];
  const step = (by: number): void => focus(found === -1 ? 0 : active + by);
  useCommand('next-row', () => step(1));
  useCommand('previous-row', () => step(-1));
  // Only for a row that the person chose: the first one is merely where the tab order enters.
  useCommand(
    'stop',
    () => current && void stopRun(current.id),
    current !== undefined && found !== -1 && isActive(current),
  );
  useCommand(
    'repeat-other',
    () => current && void repeatRun(current, otherRoute(current.route), open),
    current !== undefined && found !== -1,
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: runs.length - 1,
      PageDown: active + 10,
      PageUp: active - 10,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    focus(next);
  };

  return (
    <div ref={scroll} className="min-h-0 grow overflow-y-auto scroll-thin">
      {oneLine && <RunColumns />}
      <ol
        aria-label="Runs"
        className="relative"
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => {
          const run = runs[row.index];
          return (
            run && (
              <RunRow
                key={run.id}
                run={run}
                index={row.index}
                count={runs.length}
                top={row.start}
                oneLine={oneLine}
                inTabOrder={row.index === active}
                onFocus={setActiveId}
              />
            )
          );
        })}
      </ol>
    </div>
  );
}
