/** Turns the lines of a rollout into events of the timeline. */
import type { EventBody, NewEvent, Usage } from '../../schema/index.ts';
import { type CallBook, createCallBook, keyOf, type MappingScope } from './call-book.ts';
import { toolBody } from './item-body.ts';
import type { RolloutItem, RolloutLine, RolloutTokens } from './rollout-line.ts';

/** Gives the events of one line after another. Keys are `rollout_<ordinal of the fact's first line>`. */
export type RolloutMapping = (line: RolloutLine) => NewEvent[];

/** A mapping for one run. It remembers open calls, so each run needs its own. */
export function createRolloutMapping(scope: MappingScope): RolloutMapping {
  const calls = createCallBook(scope);
  let modelCalls = 0;
  let threadUsage: RolloutTokens | null = null;
  const all = scope === 'complete';

  const bodies = (line: RolloutLine): Array<{ key: string; body: EventBody }> => {
    const key = keyOf(line.ordinal);
    const one = (body: EventBody) => [{ key, body }];
    switch (line.kind) {
      case 'session_meta':
        return all ? one({ type: 'thread_started', threadId: line.payload.id }) : [];
      case 'event_msg/task_started':
        calls.newTurn();
        return all ? one({ type: 'turn_started' }) : [];
      case 'event_msg/task_complete':
        return all ? one(turnEnd(line.payload.error?.message, threadUsage)) : [];
      case 'event_msg/turn_aborted':
        return one({
          type: 'stopped',
          code: 'turn_aborted',
          message: `Codex stopped the turn (${line.payload.reason}).`,
        });
      case 'compacted':
        return one({ type: 'compaction' });
      case 'token_usage_record':
        threadUsage = line.payload.thread_token_usage ?? threadUsage;
        modelCalls += 1;
        return one(modelCall(modelCalls, line.payload.usage));
      case 'response_item/function_call':
      case 'response_item/custom_tool_call':
        return calls.open(line);
      case 'response_item/function_call_output':
      case 'response_item/custom_tool_call_output':
        return calls.answer(line);
      case 'event_msg/item_completed':
        return itemBodies(line.payload.item, line, calls, all);
    }
  };
  return (line) => bodies(line).map(({ key, body }) => ({ at: line.at, source: 'rollout', key, body }));
}

function itemBodies(item: RolloutItem, line: RolloutLine, calls: CallBook, all: boolean) {
  const key = keyOf(line.ordinal);
  switch (item.type) {
    case 'AgentMessage':
      return all
        ? [
            {
              key,
              body: { type: 'message', text: item.content.map((part) => part.text ?? '').join('') } as const,
            },
          ]
        : [];
    case 'Reasoning': {
      // The JSON lines show the summary only, joined in this way, and leave out an empty one.
      const summary = item.summary_text.join('\n');
      const raw = item.raw_content.join('\n');
      const shown = all && summary.trim() !== '';
      const hidden = raw.trim() !== '' && raw.trim() !== summary.trim();
      return [
        ...(shown ? [{ key, body: { type: 'reasoning', text: summary, raw: false } as const }] : []),
        ...(hidden
          ? [{ key: `${key}_raw`, body: { type: 'reasoning', text: raw, raw: true } as const }]
          : []),
      ];
    }
    case 'CommandExecution':
    case 'FileChange': {
      const call = calls.complete(item.id);
      return [{ key: call?.key ?? key, body: toolBody(item, line.at, call?.at ?? null) }];
    }
    default: {
      const call = item.type === 'WebSearch' ? null : calls.complete(item.id);
      return all ? [{ key: call?.key ?? key, body: toolBody(item, line.at, null) }] : [];
    }
  }
}

/** Like the JSON lines, `usage` is the running total of the thread. */
function turnEnd(error: string | undefined, total: RolloutTokens | null): EventBody {
  return error === undefined
    ? {
        type: 'turn_completed',
        usage: total ? usageOf(total) : usageOf({ input_tokens: 0, output_tokens: 0 }),
      }
    : { type: 'turn_failed', message: error };
}

/** The rollout tells the tokens alone; sizes and times are 0 and null until the relay's record joins it. */
function modelCall(call: number, tokens: RolloutTokens): EventBody {
  return {
    type: 'model_call',
    call,
    phase: 'completed',
    requestBytes: 0,
    responseBytes: 0,
    status: null,
    firstTokenMs: null,
    durationMs: null,
    tokensPerSecond: null,
    usage: usageOf(tokens),
    error: null,
  };
}

function usageOf(tokens: Partial<RolloutTokens>): Usage {
  return {
    inputTokens: tokens.input_tokens ?? 0,
    cachedInputTokens: tokens.cached_input_tokens ?? 0,
    outputTokens: tokens.output_tokens ?? 0,
    reasoningTokens: tokens.reasoning_output_tokens ?? 0,
  };
}
