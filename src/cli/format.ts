/** Figures in words for the terminal. */
import { isActive, printable, type Run } from '../core/schema/index.ts';

/** `12 s`, `1 min 5 s`, `2 h 3 min`. */
export function duration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
}

/** `950`, `3.1k`, `1.2M`. */
export function count(value: number): string {
  if (value < 1_000) return String(value);
  // From here on a figure in thousands would read 1000.0k.
  return value < 999_950 ? `${(value / 1_000).toFixed(1)}k` : `${(value / 1_000_000).toFixed(1)}M`;
}

/** `about $0.0031`; `no price` where none is known. */
export function money(usd: number | null): string {
  if (usd === null) return 'no price';
  if (usd === 0) return 'about $0';
  if (usd < 0.0001) return 'less than $0.0001';
  // Two figures that count, never as a power of ten.
  return `about $${usd < 0.01 ? Number(usd.toPrecision(2)).toFixed(4).replace(/0+$/, '') : usd.toFixed(2)}`;
}

/** `2026-11-22 14:03` in local time. */
export function moment(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

const marks: Record<Run['status'], string> = {
  running: '◐',
  verifying: '◐',
  succeeded: '✓',
  failed: '✗',
  cancelled: '■',
  interrupted: '!',
};

/** State as a shape and a word, never only one of them. */
export function state(run: Run): string {
  return `${marks[run.status]} ${run.status}`;
}

export function elapsed(run: Run, now: number): string {
  return duration((isActive(run) ? now : (run.endedAt ?? run.startedAt)) - run.startedAt);
}

/** Columns padded to their widest cell; a line is cut to the width of the terminal. */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const cells = rows.map((row) => row.map(printable));
  const widths: number[] = [];
  for (const row of cells)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return cells
    .map((row) =>
      row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '),
    )
    .map(
      (line) =>
        `${line.length > width ? `${line.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…` : line}\n`,
    )
    .join('');
}
