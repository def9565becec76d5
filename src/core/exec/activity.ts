/** Says in a few words what a run is doing, from its latest event. */
import { type EventBody, plainCommand } from '../schema/index.ts';

const limit = 120;

/** The words for an event, or null when it does not change what the run is doing. */
export function activityOf(body: EventBody): string | null {
  switch (body.type) {
    case 'command':
      return cut(plainCommand(body.command));
    case 'file_change': {
      const [first] = body.changes;
      const more = body.changes.length > 1 ? ` and ${body.changes.length - 1} more` : '';
      return first ? cut(`edit ${first.path.split('/').pop() ?? first.path}${more}`) : null;
    }
    case 'message':
      return cut(body.text);
    case 'reasoning':
      return 'thinking';
    case 'plan':
      // Codex repeats the finished plan at the end, when the last message says more.
      return body.steps.every((step) => step.done)
        ? null
        : `plan: ${body.steps.filter((step) => step.done).length} of ${body.steps.length} done`;
    case 'mcp_call':
      return cut(`${body.server}.${body.tool}`);
    case 'web_search':
      return cut(`search ${body.query}`);
    case 'compaction':
      return 'compacting the context';
    case 'model_call':
      return body.phase === 'waiting' ? 'waiting for the model' : null;
    case 'verify':
      return body.status === 'in_progress' ? cut(`verify: ${body.command}`) : null;
    case 'stopped':
      return cut(body.message);
    case 'error':
      return cut(body.message);
    default:
      return null;
  }
}

function cut(text: string): string {
  // Enough for the limit, without going through a megabyte of message each time.
  const line = text
    .slice(0, 10 * limit)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (line.length <= limit) return line.toWellFormed();
  // The one half of a surrogate pair that may be left is dropped.
  return `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
