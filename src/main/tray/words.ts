/** Figures in the words of the menu: money, context, time, one line of text. */
import type { Run } from '../../core/schema/index.ts';

/** US dollars, always with cents: an estimate, so the caller says "about". */
export function money(usd: number): string {
  return `$${usd.toFixed(2)}`;
}

/** Tokens of context as people say them: 32768 is `32k`, 200000 is `200k`. */
export function contextWords(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  const unit = tokens % 1_024 === 0 ? 1_024 : 1_000;
  return `${Math.round(tokens / unit)}k`;
}

/** Wall time of a run in milliseconds, in its two largest units: `4 s`, `1 min 5 s`, `2 h 3 min`. */
export function timeWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `one run`, `2 runs`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? `one ${one}` : `${n} ${many}`;
}

/** Text on one line, cut at `width` characters, since a menu grows as wide as its longest line. */
export function oneLine(text: string, width: number): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const letters = Array.from(flat);
  return letters.length <= width ? flat : `${letters.slice(0, width - 1).join('')}…`;
}

/** The mark and word of a run's state; never the mark alone. */
export function statusWords(status: Run['status']): string {
  switch (status) {
    case 'running':
      return '◐ running';
    case 'verifying':
      return '◐ verifying';
    case 'succeeded':
      return '✓ done';
    case 'failed':
      return '✗ failed';
    case 'cancelled':
      return '– cancelled';
    case 'interrupted':
      return '✗ interrupted';
  }
}
