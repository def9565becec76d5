/** Keeps a run without end from filling the memory. */
import { fileTotalsOf, mergeFileTotals } from './file-totals.ts';
import type { Timeline } from './timeline.ts';

/** Lets all but the newest `keep` entries go. They can be had again, like all that came before the first one shown. */
export function forgetEarliest(timeline: Timeline, keep: number): void {
  const gone = timeline.entries.splice(0, Math.max(0, timeline.entries.length - keep));
  for (const entry of gone) {
    timeline.positions.delete(entry.id);
    mergeFileTotals(timeline.files, fileTotalsOf(entry.body), []);
  }
  for (const [position, entry] of timeline.entries.entries()) timeline.positions.set(entry.id, position);
  timeline.firstEventId = timeline.entries[0]?.firstEventId ?? timeline.firstEventId;
}
