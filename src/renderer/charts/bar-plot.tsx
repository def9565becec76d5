/** Stacked bars over days: zero-based, labelled directly, figures on hover or with the arrow keys. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { type BarSeries, barOptions } from './bar-options.ts';
import { stack } from './scale.ts';
import { useThemeColours } from './use-theme-colours.ts';

interface BarPlotProps {
  title: string;
  /** The whole in words, shown until a day is chosen, e.g. `38 local, 9 cloud`. */
  summary: string;
  /** One per day, oldest first: in full, and as short as an axis needs. */
  labels: readonly string[];
  marks: readonly string[];
  /** From the bottom of the stack up. */
  series: readonly BarSeries[];
  /** Counts have whole marks only. */
  whole?: boolean;
  format: (value: number) => string;
}

/** Pixels. */
const height = 180;
/** Room on the right for the names of the series. */
const gutter = 52;

interface DirectLabel {
  name: string;
  colour: string;
  top: number;
}

export function BarPlot({ title, summary, labels, marks, series, whole = false, format }: BarPlotProps) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const colours = useThemeColours();
  const [chosen, setChosen] = useState<number | null>(null);
  const [direct, setDirect] = useState<readonly DirectLabel[]>([]);
  const sums = useMemo(() => stack(series.map((each) => each.values)), [series]);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const xs = labels.map((_, i) => i);
    const made = new uPlot(
      barOptions({
        width: Math.max(160, element.clientWidth - gutter),
        height,
        labels: marks,
        series,
        max: Math.max(0, ...(sums.at(-1) ?? [])),
        whole,
        format,
        colours,
        onHover: setChosen,
        onDraw: (drawn) => setDirect(directLabels(drawn, series, sums)),
      }),
      [xs, ...[...sums].reverse()],
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: Math.max(160, element.clientWidth - gutter), height }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [labels, marks, series, sums, whole, format, colours]);

  const choose = (index: number): void => {
    const made = plot.current;
    if (made === null) return;
    const day = Math.max(0, Math.min(index, labels.length - 1));
    made.setCursor({ left: made.valToPos(day, 'x'), top: 0 });
    setChosen(day);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = chosen ?? labels.length;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: labels.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  };

  return (
    <figure className="min-w-0" aria-label={title}>
      <figcaption className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold">{title}</span>
        <span role="status" className="text-muted">
          {chosen === null ? summary : figures(chosen, labels, series, format)}
        </span>
      </figcaption>
      <div
        ref={holder}
        role="img"
        aria-label={`${title}: ${summary}. Arrow keys tell each day.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk over the days.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
        className="relative mt-1 rounded-md"
        style={{ height }}
      >
        {(sums.at(-1) ?? []).every((sum) => sum === 0) && (
          <p className="absolute inset-x-0 top-16 text-center text-muted">Nothing in this time</p>
        )}
        {direct.map((label) => (
          <span
            key={label.name}
            className="absolute right-0 w-13 truncate pl-2 text-sm font-medium"
            style={{ top: label.top - 8, color: `var(${label.colour})` }}
          >
            {label.name}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** `Tue 3 Mar: 12 local, 3 cloud`. */
function figures(
  day: number,
  labels: readonly string[],
  series: readonly BarSeries[],
  format: (value: number) => string,
): string {
  const parts = series.map((each) => `${format(each.values[day] ?? 0)} ${each.name}`);
  return `${labels[day]}: ${parts.join(', ')}`;
}

/** Each name beside its part of the last day that has one, moved apart where they would touch. */
function directLabels(
  plot: uPlot,
  series: readonly BarSeries[],
  sums: readonly (readonly number[])[],
): DirectLabel[] {
  const ratio = devicePixelRatio || 1;
  const last = (sums.at(-1) ?? []).findLastIndex((sum) => sum > 0);
  if (last === -1) return [];
  let below = plot.bbox.top / ratio + plot.bbox.height / ratio + 9;
  return series.map((each, i) => {
    const high = sums[i]?.[last] ?? 0;
    const low = sums[i - 1]?.[last] ?? 0;
    const middle = plot.bbox.top / ratio + plot.valToPos((high + low) / 2, 'y');
    const top = Math.min(middle, below - 17);
    below = top;
    return { name: each.name, colour: each.colour, top };
  });
}
