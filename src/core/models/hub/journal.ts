/** The text of a journal: which bytes of a partial file are written. One line each, so that a torn end loses one line. */
import { addInterval, clipTo, type Interval } from './intervals.ts';

export interface JournalOwner {
  hash: string;
  /** Bytes of the whole file. */
  size: number;
}

const mark = 'brainswap-journal-1';

export function journalHeader({ hash, size }: JournalOwner): string {
  return `${mark} ${hash} ${size}\n`;
}

export function journalLines(intervals: readonly Interval[]): string {
  return intervals.map(({ start, end }) => `${start}-${end}\n`).join('');
}

/**
 * The bytes a journal vouches for; null when it is not a journal of this file. A line without its end is left out, a
 * line that cannot be read too: to forget bytes costs a download, to believe in bytes that are not there costs the file.
 */
export function parseJournal(text: string, owner: JournalOwner): Interval[] | null {
  if (!text.startsWith(journalHeader(owner))) return null;
  const lines = text.split('\n').slice(1, -1);
  let intervals: Interval[] = [];
  for (const line of lines) {
    const match = /^(\d{1,16})-(\d{1,16})$/.exec(line);
    if (!match) continue;
    const [start, end] = [Number(match[1]), Number(match[2])];
    if (start < end && end <= owner.size) intervals = addInterval(intervals, { start, end });
  }
  return clipTo(intervals, owner.size);
}
