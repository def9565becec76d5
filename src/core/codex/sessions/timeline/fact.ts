/** When two sources tell of the same fact: what a fact is recognised by, and whether it may still change. */
import type { EventBody, NewEvent } from '../../../schema/index.ts';
import { scriptOf } from '../shell-words.ts';

/**
 * Facts with the same identity are told in the same order by every source, and so are paired by order.
 * Null for what only one source ever tells. That the order of completion is the same was seen in recordings of
 * Codex 0.169.0 with commands of equal text running side by side; item ids of the JSON lines (`item_N`) have no
 * counterpart in the rollout.
 */
export function identityOf(body: EventBody): string | null {
  switch (body.type) {
    case 'command':
      return `command ${scriptOf(body.command)}`;
    case 'file_change':
      return `file_change ${body.changes
        .map((change) => `${change.kind} ${change.path}`)
        .sort()
        .join('\0')}`;
    case 'message':
      return `message ${body.text}`;
    case 'reasoning':
      return body.raw ? null : `reasoning ${body.text}`;
    case 'mcp_call':
      return `mcp_call ${body.server} ${body.tool}`;
    case 'agent_call':
      return `agent_call ${body.tool}`;
    case 'thread_started':
    case 'turn_started':
    case 'turn_completed':
    case 'turn_failed':
    case 'model_call':
    case 'plan':
    case 'web_search':
      return body.type;
    default:
      return null;
  }
}

/** `closed` facts are paired for good; `open` ones for now; `alone` ones never. */
export type FactState = 'open' | 'closed' | 'alone';

export function stateOf(body: EventBody): FactState {
  switch (body.type) {
    case 'command':
    case 'file_change':
    case 'mcp_call':
    case 'agent_call':
      return body.status === 'in_progress' ? 'open' : 'closed';
    case 'model_call':
      // The rollout records the tokens of answered calls only.
      if (body.phase === 'completed') return 'closed';
      return body.phase === 'failed' || body.phase === 'aborted' ? 'alone' : 'open';
    case 'plan':
    case 'web_search':
      // Told again and again, with nothing that marks the last time.
      return 'open';
    default:
      return 'closed';
  }
}

/** The event of a fact that `first` (Codex's JSON lines, the relay) and `second` (the rollout) both tell. */
export function mergeEvents(first: NewEvent, second: NewEvent): NewEvent {
  const base = stateOf(first.body) !== 'closed' && stateOf(second.body) === 'closed' ? second : first;
  const body = mergeBodies(first.body, second.body, base.body);
  return base === first && body === first.body ? first : { ...base, source: first.source, body };
}

/** `base` is the body that knows how the fact ended. */
function mergeBodies(first: EventBody, second: EventBody, base: EventBody): EventBody {
  if (first.type === 'command' && second.type === 'command' && base.type === 'command') {
    const durationMs = first.durationMs ?? second.durationMs;
    return base === first && durationMs === first.durationMs
      ? first
      : { ...base, command: first.command, durationMs };
  }
  if (first.type === 'file_change' && second.type === 'file_change' && base.type === 'file_change') {
    const diffs = new Map(second.changes.map((change) => [change.path, change.diff]));
    const changes = first.changes.map((change) => {
      const diff = change.diff ?? diffs.get(change.path);
      return diff === undefined ? change : { ...change, diff };
    });
    return { ...base, changes };
  }
  if (first.type === 'model_call' && second.type === 'model_call') {
    return first.usage === null && second.usage !== null ? { ...first, usage: second.usage } : first;
  }
  return first.type === 'plan' || first.type === 'web_search' ? first : base;
}
