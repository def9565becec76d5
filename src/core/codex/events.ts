/** Turns one line of `codex exec --json` into an event of the timeline. Never throws, never drops. */
import type { EventBody, NewEvent } from '../schema/index.ts';
import { clip } from './clip.ts';
import { type CodexItem, CodexLine } from './json-events.ts';

const outputLimit = 64 * 1024;
const jsonLimit = 16 * 1024;
const rawLimit = 64 * 1024;
const kindLimit = 200;

/**
 * The event a line stands for; null for a blank line. A line that is not JSON, or of a type we do not know,
 * becomes `other` with its text (at most 64 KiB).
 * @param at milliseconds since the epoch: Codex's lines carry no time.
 */
export function codexLineToEvent(line: string, at: number): NewEvent | null {
  if (line.trim() === '') return null;
  const event = (body: EventBody, key: string | null = null): NewEvent => ({
    at,
    source: 'codex',
    key,
    body,
  });
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return event({ type: 'other', kind: 'not_json', raw: clip(line, rawLimit) });
  }
  const parsed = CodexLine.safeParse(json);
  if (!parsed.success) return event({ type: 'other', kind: kindOf(json), raw: clip(line, rawLimit) });
  const known = parsed.data;
  switch (known.type) {
    case 'thread.started':
      return event({ type: 'thread_started', threadId: known.thread_id });
    case 'turn.started':
      return event({ type: 'turn_started' });
    case 'turn.completed':
      return event({
        type: 'turn_completed',
        usage: {
          inputTokens: known.usage.input_tokens,
          cachedInputTokens: known.usage.cached_input_tokens,
          outputTokens: known.usage.output_tokens,
          reasoningTokens: known.usage.reasoning_output_tokens,
        },
      });
    case 'turn.failed':
      return event({ type: 'turn_failed', message: known.error.message });
    case 'error':
      return event({
        type: 'error',
        message: known.message,
        fatal: !/^Reconnecting\.\.\./.test(known.message),
      });
    default:
      return event(itemBody(known.item), known.item.id);
  }
}

function itemBody(item: CodexItem): EventBody {
  switch (item.type) {
    case 'agent_message':
      return { type: 'message', text: item.text };
    case 'reasoning':
      return { type: 'reasoning', text: item.text, raw: false };
    case 'command_execution':
      return {
        type: 'command',
        command: item.command,
        status: item.status,
        exitCode: item.exit_code ?? null,
        output: clip(item.aggregated_output, outputLimit),
        outputBytes: Buffer.byteLength(item.aggregated_output),
        durationMs: null,
      };
    case 'file_change':
      return { type: 'file_change', status: item.status, changes: item.changes };
    case 'mcp_tool_call':
      return {
        type: 'mcp_call',
        server: item.server,
        tool: item.tool,
        status: item.status,
        arguments: jsonText(item.arguments),
        result: jsonText(item.result),
        error: item.error?.message ?? null,
      };
    case 'collab_tool_call':
      return {
        type: 'agent_call',
        tool: item.tool,
        status: item.status,
        prompt: clip(item.prompt ?? '', jsonLimit),
      };
    case 'web_search':
      return { type: 'web_search', query: item.query };
    case 'todo_list':
      return { type: 'plan', steps: item.items.map(({ text, completed }) => ({ text, done: completed })) };
    case 'error':
      return { type: 'warning', message: item.message };
  }
}

function kindOf(json: unknown): string {
  if (typeof json !== 'object' || json === null) return 'unknown';
  const { type, item } = json as { type?: unknown; item?: { type?: unknown } };
  const inner =
    typeof item === 'object' && item !== null && typeof item.type === 'string' ? `:${item.type}` : '';
  return clip(`${typeof type === 'string' ? type : 'unknown'}${inner}`, kindLimit);
}

/** JSON text of a tool's arguments or result. JSON.parse reads deeper nesting than JSON.stringify can write. */
function jsonText(value: unknown): string {
  try {
    return clip(JSON.stringify(value ?? null), jsonLimit);
  } catch {
    return '"(nested too deeply to show)"';
  }
}
