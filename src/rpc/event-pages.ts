/** Pages of a run's events, bounded in number and in size, since one event may carry 64 KiB of output. */
import type { RunStore } from '../core/runs/index.ts';
import type { EventBody, RunEvent } from '../core/schema/index.ts';

/** Rows read from the store at once; the size is checked in between. */
const rowsAtOnce = 250;
/** About what one message may hold, in characters of long texts. */
const charactersAtOnce = 4 * 1024 * 1024;

/** The newest events before an event (of all, when null), oldest first, and whether there are older ones. */
export function pageBefore(
  store: RunStore,
  runId: string,
  beforeEventId: number | null,
  limit: number,
): { events: RunEvent[]; earlier: boolean } {
  const events: RunEvent[] = [];
  let characters = 0;
  let before = beforeEventId;
  while (events.length < limit) {
    const rows = store.eventsBefore(runId, before, Math.min(rowsAtOnce, limit - events.length));
    for (const event of rows.toReversed()) {
      characters += sizeOf(event.body);
      if (events.length > 0 && characters > charactersAtOnce)
        return { events: events.reverse(), earlier: true };
      events.push(event);
    }
    before = events.at(-1)?.id ?? null;
    if (rows.length === 0) return { events: events.reverse(), earlier: false };
  }
  return { events: events.reverse(), earlier: store.eventsBefore(runId, before, 1).length > 0 };
}

/** The oldest events after an event, oldest first, and whether there are newer ones. */
export function pageAfter(
  store: RunStore,
  runId: string,
  afterEventId: number,
): { events: RunEvent[]; more: boolean } {
  const rows = store.events(runId, afterEventId, rowsAtOnce);
  let characters = 0;
  const end = rows.findIndex((event, i) => {
    characters += sizeOf(event.body);
    return i > 0 && characters > charactersAtOnce;
  });
  return end === -1
    ? { events: rows, more: rows.length === rowsAtOnce }
    : { events: rows.slice(0, end), more: true };
}

/** The length of the texts that can be long; the rest of an event is small. */
function sizeOf(body: EventBody): number {
  switch (body.type) {
    case 'command':
      return body.output.length;
    case 'message':
    case 'reasoning':
    case 'stderr':
      return body.text.length;
    case 'mcp_call':
      return body.arguments.length + body.result.length;
    case 'file_change':
      return body.changes.reduce((sum, change) => sum + (change.diff?.length ?? 0), 0);
    case 'other':
      return body.raw.length;
    default:
      return 0;
  }
}
