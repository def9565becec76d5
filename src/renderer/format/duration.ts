/** Durations as a person reads them. All input in milliseconds. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** `0.2 s`, `4 s`, `1 m 05 s`, `2 h 03 m`. Below 50 ms reads `<0.1 s`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 50) return '<0.1 s';
  if (ms < 9_950) return `${(ms / second).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(ms / second);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  const minutes = Math.round(ms / minute);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
}

/** A running clock of constant width: `00:12`, `1:02:03`. */
export function formatClock(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  const hours = Math.floor(ms / hour);
  const rest = `${pad(Math.floor((ms % hour) / minute))}:${pad(Math.floor((ms % minute) / second))}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
