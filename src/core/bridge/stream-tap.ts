/** Reads a Responses stream as it passes by: deltas, tool calls, usage, failure. It never changes a byte. */
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import type { Usage } from '../schema/index.ts';

export type StreamNews =
  | { type: 'delta'; kind: 'text' | 'reasoning' | 'tool'; text: string }
  | { type: 'tool_call'; name: string; arguments: string }
  | { type: 'item_done' }
  | { type: 'completed'; usage: Usage | null }
  | { type: 'failed'; message: string; usage: Usage | null };

const tokens = z.number().int().nonnegative().catch(0);
const ResponseUsage = z
  .object({
    input_tokens: tokens,
    output_tokens: tokens,
    input_tokens_details: z.object({ cached_tokens: tokens }).nullish().catch(null),
    output_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(null),
  })
  .transform(
    (usage): Usage => ({
      inputTokens: usage.input_tokens,
      cachedInputTokens: usage.input_tokens_details?.cached_tokens ?? 0,
      outputTokens: usage.output_tokens,
      reasoningTokens: usage.output_tokens_details?.reasoning_tokens ?? 0,
    }),
  );

const Delta = z.object({ delta: z.string() });
const ItemDone = z.object({
  item: z.looseObject({
    type: z.string(),
    name: z.string().optional(),
    /** Of a `function_call`; a `custom_tool_call` has `input`. */
    arguments: z.string().optional(),
    input: z.string().optional().catch(undefined),
  }),
});
const Finished = z.object({
  response: z.looseObject({
    usage: ResponseUsage.nullish().catch(null),
    error: z.looseObject({ message: z.string() }).nullish().catch(null),
    incomplete_details: z.looseObject({ reason: z.string() }).nullish().catch(null),
  }),
});
const Failure = z.union([
  z.object({ error: z.looseObject({ message: z.string() }) }).transform((value) => value.error.message),
  z.object({ message: z.string() }).transform((value) => value.message),
]);

const deltaKinds = new Map<string, 'text' | 'reasoning' | 'tool'>([
  ['response.output_text.delta', 'text'],
  ['response.reasoning_text.delta', 'reasoning'],
  ['response.reasoning_summary_text.delta', 'reasoning'],
  ['response.function_call_arguments.delta', 'tool'],
  ['response.custom_tool_call_input.delta', 'tool'],
]);

/** The longest event that is read, in UTF-16 units; a whole answer is repeated in its last event. */
const eventLimit = 32 * 1024 * 1024;

/** Feeds bytes of one server-sent-events body; `onNews` hears what they mean. Events it cannot read are left to Codex. */
export function createStreamTap(onNews: (news: StreamNews) => void): { push(chunk: Uint8Array): void } {
  const decoder = new TextDecoder();
  let deaf = false;
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const news = readEvent(event, data);
      if (news) onNews(news);
    },
    onError: ({ type }) => {
      deaf ||= type === 'max-buffer-size-exceeded';
    },
    maxBufferSize: eventLimit,
  });
  return {
    push: (chunk) => {
      if (!deaf) parser.feed(decoder.decode(chunk, { stream: true }));
    },
  };
}

/** What one event means. Codex goes by the type in the data; an `error` may have it in the `event:` line alone. */
export function readEvent(name: string | undefined, data: string): StreamNews | null {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return null;
  }
  const type = z.looseObject({ type: z.string() }).safeParse(json).data?.type ?? name ?? '';
  const kind = deltaKinds.get(type);
  if (kind) {
    const delta = Delta.safeParse(json).data?.delta;
    return delta ? { type: 'delta', kind, text: delta } : null;
  }
  if (type === 'response.output_item.done') {
    const item = ItemDone.safeParse(json).data?.item;
    const isCall = item?.type === 'function_call' || item?.type === 'custom_tool_call';
    return isCall && item.name
      ? { type: 'tool_call', name: item.name, arguments: item.arguments ?? item.input ?? '' }
      : { type: 'item_done' };
  }
  if (type === 'response.completed') {
    return { type: 'completed', usage: Finished.safeParse(json).data?.response.usage ?? null };
  }
  if (type === 'response.failed' || type === 'response.incomplete') {
    const response = Finished.safeParse(json).data?.response;
    const reason = response?.error?.message ?? response?.incomplete_details?.reason;
    const message = reason ?? `The runtime ended the answer with ${type}.`;
    return { type: 'failed', message, usage: response?.usage ?? null };
  }
  if (type === 'error') {
    return { type: 'failed', message: Failure.safeParse(json).data ?? data.slice(0, 2_000), usage: null };
  }
  return null;
}
