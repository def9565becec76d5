/** One line for any event body, for the raw view and for row names. */
import { type EventBody, type FileChange, type ItemStatus, plainCommand } from '../../rpc/contract.ts';
import { firstLine, formatTokens } from '../format/index.ts';

/** The word that stands for a kind of event. */
export const eventWords: Record<EventBody['type'], string> = {
  thread_started: 'thread',
  turn_started: 'turn',
  turn_completed: 'turn done',
  turn_failed: 'turn failed',
  message: 'message',
  reasoning: 'thinking',
  command: 'command',
  file_change: 'edit',
  plan: 'plan',
  mcp_call: 'MCP call',
  web_search: 'web search',
  agent_call: 'agent',
  rejected_call: 'refused call',
  compaction: 'compaction',
  warning: 'warning',
  error: 'error',
  stderr: 'stderr',
  model_call: 'model call',
  route_chosen: 'route',
  verify: 'verify',
  escalated: 'escalated',
  stopped: 'stopped',
  note: 'note',
  other: 'other',
};

/** What a kind of file change is called. */
export const changeWords: Record<FileChange['kind'], string> = {
  add: 'new',
  update: 'edit',
  delete: 'delete',
};

/** An item's state in a word; `active` tells whether the run still goes on. */
export function itemWords(status: ItemStatus, active: boolean): string {
  if (status === 'in_progress') return active ? 'running' : 'cut off';
  return { completed: 'done', failed: 'failed', declined: 'declined' }[status];
}

/** The body in one line, without its kind. */
export function describeBody(body: EventBody): string {
  switch (body.type) {
    case 'thread_started':
      return body.threadId;
    case 'turn_started':
    case 'compaction':
      return '';
    case 'turn_completed':
      return `${formatTokens(body.usage.inputTokens)} in, ${formatTokens(body.usage.outputTokens)} out`;
    case 'message':
    case 'reasoning':
    case 'stderr':
      return firstLine(body.text);
    case 'command':
      return firstLine(plainCommand(body.command));
    case 'file_change':
      return body.changes.map((change) => `${changeWords[change.kind]} ${change.path}`).join(', ');
    case 'plan':
      return describePlan(body.steps);
    case 'mcp_call':
      return `${body.server} ${body.tool}`;
    case 'web_search':
      return body.query;
    case 'agent_call':
      return `${body.tool} ${firstLine(body.prompt)}`;
    case 'rejected_call':
      return `${body.name}: ${firstLine(body.error)}`;
    case 'model_call':
      return `#${body.call} ${body.phase}`;
    case 'route_chosen':
      return `${body.route}: ${body.reason}`;
    case 'verify':
      return body.command;
    case 'escalated':
      return firstLine(body.reason);
    case 'turn_failed':
    case 'warning':
    case 'error':
    case 'stopped':
    case 'note':
      return firstLine(body.message);
    case 'other':
      return body.kind;
  }
}

/** `3 steps, 1 done`. */
export function describePlan(steps: readonly { done: boolean }[]): string {
  const done = steps.filter((step) => step.done).length;
  return `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, ${done} done`;
}
