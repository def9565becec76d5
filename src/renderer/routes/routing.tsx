/** Routing: which class takes which route, why, and what it has brought. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChartColumn, Plus, Table2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { answerRouting } from '../answer/index.ts';
import { type ClassRow, classRows } from '../components/routing/class-rows.ts';
import { ClassTable } from '../components/routing/class-table.tsx';
import { DayPlots, DayTable } from '../components/routing/day-plots.tsx';
import { RouteDialog } from '../components/routing/route-dialog.tsx';
import { useRoutingStats } from '../components/routing/use-routing-stats.ts';
import { PageHead } from '../components/shell/page-head.tsx';
import { Button, Callout, Select } from '../components/ui/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { loadRoutingTable, routingTableStore } from '../stores/routing-table.ts';
import { dayChoices, parseRoutingSearch } from './search.ts';

type Editing = Pick<ClassRow, 'taskClass' | 'entry'>;

export function RoutingPage() {
  const { days = 30, show } = useSearch({ from: '/shell/routing' });
  const navigate = useNavigate({ from: '/routing' });
  const { stats, error, reload } = useRoutingStats(days);
  const table = useStore(routingTableStore, (state) => state.entries);
  const [editing, setEditing] = useState<Editing | null>(null);
  const rows = useMemo(() => (stats && table ? classRows(stats, table) : []), [stats, table]);
  const answer = stats && answerRouting(stats);

  useEffect(() => {
    // The figures' own error tells when Brainswap does not answer.
    loadRoutingTable().catch(() => {});
  }, []);
  const asTable = show === 'table';
  const change = (part: Record<string, unknown>): void =>
    void navigate({ search: (before) => parseRoutingSearch({ ...before, ...part }), replace: true });
  const toggle = (): void => change({ show: asTable ? undefined : 'table' });
  useCommand('toggle-table', toggle);

  return (
    <>
      <PageHead
        page="Routing"
        title={answer?.headline ?? 'Routing'}
        detail={answer?.detail ?? ''}
        actions={
          <>
            <Select
              aria-label="Time range"
              className="w-auto! border-line! bg-sunken!"
              value={days}
              onChange={(event) => change({ days: event.target.value })}
            >
              {dayChoices.map((choice) => (
                <option key={choice} value={choice}>
                  Last {choice} days
                </option>
              ))}
            </Select>
            <Button
              keys="T"
              icon={asTable ? <ChartColumn size={14} /> : <Table2 size={14} />}
              onClick={toggle}
            >
              {asTable ? 'Show plots' : 'Show table'}
            </Button>
          </>
        }
      />
      <div className="min-h-0 grow overflow-y-auto scroll-thin">
        {error !== null && (
          <div className="px-4 pb-3">
            <Callout
              tone="danger"
              title="The figures could not be loaded"
              evidence={error.evidence}
              urgent
              action={<Button onClick={reload}>Load again</Button>}
            >
              {error.message}
            </Callout>
          </div>
        )}
        <section aria-label="Over time" className="min-h-55 border-y border-line px-4 py-3">
          {stats && (asTable ? <DayTable stats={stats} /> : <DayPlots stats={stats} />)}
        </section>
        <section aria-label="Task classes" className="px-4 py-3">
          <div className="flex items-center gap-2">
            <h2 className="grow text-lg font-semibold">Task classes</h2>
            <Button icon={<Plus size={14} />} onClick={() => setEditing({ taskClass: null, entry: null })}>
              Add class
            </Button>
          </div>
          {stats && table && rows.length === 0 ? (
            <p className="py-2 text-muted">
              No class has run yet. Give one with{' '}
              <code className="font-mono text-sm">brainswap exec --task</code>, or add one here.
            </p>
          ) : (
            <ClassTable rows={rows} onEdit={setEditing} />
          )}
        </section>
      </div>
      {editing !== null && <RouteDialog {...editing} onClose={() => setEditing(null)} />}
    </>
  );
}
