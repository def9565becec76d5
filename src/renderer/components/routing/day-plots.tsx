/** What happened day by day: as plots, or as a table with the same figures. */
import { useMemo } from 'react';
import type { RoutingStats } from '../../../rpc/contract.ts';
import { rangeWords, totalsOf } from '../../answer/index.ts';
import type { BarSeries } from '../../charts/bar-options.ts';
import { BarPlot } from '../../charts/bar-plot.tsx';
import { aboutMoney, formatDay, formatMoney, formatShortDay } from '../../format/index.ts';

const money = (usd: number): string => formatMoney(usd);
const count = (n: number): string => n.toLocaleString('en-US');

export function DayPlots({ stats }: { stats: RoutingStats }) {
  const { perDay, days } = stats;
  const totals = totalsOf(stats);
  const labels = useMemo(() => perDay.map((each) => formatDay(each.day)), [perDay]);
  const marks = useMemo(() => perDay.map((each) => formatShortDay(each.day)), [perDay]);
  const runs = useMemo<BarSeries[]>(
    () => [
      { name: 'local', colour: '--local', values: perDay.map((each) => each.local) },
      { name: 'cloud', colour: '--cloud', values: perDay.map((each) => each.cloud) },
    ],
    [perDay],
  );
  const saved = useMemo<BarSeries[]>(
    () => [{ name: 'saved', colour: '--local', values: perDay.map((each) => each.costAvoidedUsd) }],
    [perDay],
  );
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
      <BarPlot
        title="Runs per day"
        summary={`${totals.local} local, ${totals.cloud} cloud ${rangeWords(days)}`}
        labels={labels}
        marks={marks}
        series={runs}
        whole
        format={count}
      />
      <BarPlot
        title="Not spent per day"
        summary={`${aboutMoney(totals.costAvoidedUsd)} ${rangeWords(days)}, at list price`}
        labels={labels}
        marks={marks}
        series={saved}
        format={money}
      />
    </div>
  );
}

export function DayTable({ stats }: { stats: RoutingStats }) {
  return (
    <section
      aria-label="Days as a table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard.
      tabIndex={0}
      className="max-h-120 overflow-auto scroll-thin"
    >
      <table className="w-full min-w-120 table-fixed text-right">
        <thead className="sticky top-0 bg-surface text-sm text-muted">
          <tr className="h-7">
            <th scope="col" className="text-left font-normal">
              Day
            </th>
            {['Local', 'Cloud', 'Succeeded', 'Failed', 'Cost', 'Not spent'].map((name) => (
              <th key={name} scope="col" className="font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stats.perDay.toReversed().map((day) => (
            <tr key={day.day} className="h-7 border-t border-line">
              <th scope="row" className="text-left font-normal">
                {formatDay(day.day)}
              </th>
              <td>{count(day.local)}</td>
              <td>{count(day.cloud)}</td>
              <td>{count(day.succeeded)}</td>
              <td>{count(day.failed)}</td>
              <td>{formatMoney(day.costUsd)}</td>
              <td>{formatMoney(day.costAvoidedUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
