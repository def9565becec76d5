/** Events as rows of the table `event`, and back. */
import { EventBody, EventSource, type RunEvent } from '../../schema/index.ts';
import type { Row } from './run-row.ts';

/** A row as an event. A body that cannot be read becomes an `other` event with its raw text, never an error. */
export function fromEventRow(row: Row, runId: string): RunEvent {
  const source = EventSource.safeParse(row.source);
  return {
    id: Number(row.id),
    runId,
    at: Number(row.at),
    source: source.success ? source.data : 'brainswap',
    key: typeof row.key === 'string' ? row.key : null,
    body: readBody(String(row.body)),
  };
}

function readBody(raw: string): EventBody {
  try {
    const body = EventBody.safeParse(JSON.parse(raw));
    if (body.success) return body.data;
  } catch {
    // Not JSON: kept as it is.
  }
  return { type: 'other', kind: 'unreadable', raw };
}
