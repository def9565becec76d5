/** What is still to be fetched of each file, and which range a free connection takes next. */
import { covered, gapsOf, type Interval } from './intervals.ts';
import type { PartialFile } from './partial-file.ts';
import type { HubFile } from './protocol.ts';

export interface FileWork {
  readonly file: HubFile;
  /** Bytes from an earlier process. */
  leftover: readonly Interval[];
  /** Not fetched, and no connection is at it. */
  gaps: Interval[];
  /** Connections that are at it. */
  active: number;
  partial: Promise<PartialFile> | null;
  /** The signed address, until it expires. */
  signed: string | null;
  /** The server sends the whole file whatever the range: one connection takes it all. */
  wholeBy: symbol | null;
  /** 2 after a hash mismatch. */
  attempt: number;
}

export interface Range extends Interval {
  work: FileWork;
}

const mebibyte = 1024 * 1024;
const smallestRange = 4 * mebibyte;
const largestRange = 128 * mebibyte;

export function newWork(file: HubFile, leftover: readonly Interval[], attempt = 1): FileWork {
  const gaps = gapsOf(leftover, file.size);
  return { file, leftover, gaps, active: 0, partial: null, signed: null, wholeBy: null, attempt };
}

/** Bytes that nobody is at. */
export function openBytes(works: readonly FileWork[]): number {
  return works.reduce((sum, { gaps }) => sum + covered(gaps), 0);
}

/**
 * Takes the next range, or null. Files that no connection is at come first, so that each grows from its beginning and
 * its hash can keep up; else the file with most left is shared. Ranges get shorter towards the end, so that all
 * connections finish together; the more is left, the fewer requests.
 */
export function takeRange(works: readonly FileWork[], connections: number): Range | null {
  const open = works.filter(({ gaps, wholeBy }) => gaps.length > 0 && wholeBy === null);
  const idle = open.find(({ active }) => active === 0);
  const work = idle ?? open.toSorted((a, b) => covered(b.gaps) - covered(a.gaps))[0];
  const gap = work?.gaps[0];
  if (!work || !gap) return null;
  const share = Math.ceil(openBytes(works) / (connections * 4));
  const length = Math.min(largestRange, Math.max(smallestRange, share));
  // A rest too short for a request of its own goes along.
  const end = gap.end - gap.start <= length * 1.25 ? gap.end : gap.start + length;
  work.gaps = end === gap.end ? work.gaps.slice(1) : [{ start: end, end: gap.end }, ...work.gaps.slice(1)];
  work.active += 1;
  return { work, start: gap.start, end };
}
