/** How uPlot is told to draw stacked bars over days. */
import uPlot from 'uplot';
import { axisMarks, niceTop, spreadMarks } from './scale.ts';
import type { ThemeColours } from './use-theme-colours.ts';

export interface BarSeries {
  name: string;
  colour: '--local' | '--cloud';
  values: readonly number[];
}

export interface BarOptions {
  width: number;
  height: number;
  labels: readonly string[];
  /** From the bottom of the stack up. */
  series: readonly BarSeries[];
  /** Largest sum of a day. */
  max: number;
  whole: boolean;
  format: (value: number) => string;
  colours: ThemeColours;
  onHover: (index: number | null) => void;
  onDraw: (plot: uPlot) => void;
}

const font = '11px -apple-system, BlinkMacSystemFont, "Segoe UI", system-ui, sans-serif';

export function barOptions(options: BarOptions): uPlot.Options {
  const { labels, series, max, whole, format, colours, width, height } = options;
  const top = niceTop(max);
  const days = labels.length;
  const bars = uPlot.paths.bars?.({ size: [0.7, 24] });
  const axis = { stroke: colours['--muted'], font, ticks: { show: false } };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: { x: { time: false, range: [-0.5, days - 0.5] }, y: { range: [0, top] } },
    axes: [
      {
        ...axis,
        size: 24,
        gap: 6,
        grid: { show: false },
        splits: () => spreadMarks(days, Math.max(2, Math.floor(width / 70))),
        values: (_plot, splits) => splits.map((i) => labels[i] ?? ''),
      },
      {
        ...axis,
        size: 52,
        gap: 6,
        grid: { stroke: colours['--line'], width: 1 },
        splits: () => axisMarks(top, whole),
        values: (_plot, splits) => splits.map(format),
      },
    ],
    // The whole stack first, the lower parts over it.
    series: [
      {},
      ...[...series].reverse().map(
        (each): uPlot.Series => ({
          label: each.name,
          fill: colours[each.colour],
          width: 0,
          points: { show: false },
          ...(bars && { paths: bars }),
        }),
      ),
    ],
    hooks: {
      setCursor: [(plot) => options.onHover(plot.cursor.idx ?? null)],
      draw: [options.onDraw],
    },
  };
}
