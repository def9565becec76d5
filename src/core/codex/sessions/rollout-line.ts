/**
 * The lines of a rollout file that we read, as zod schemas. Written down from files of Codex 0.169.0; fields we do
 * not use are left out, and so accepted in any shape.
 */
import { z } from 'zod';

const Tokens = z.object({
  input_tokens: z.number().int().nonnegative(),
  cached_input_tokens: z.number().int().nonnegative().default(0),
  output_tokens: z.number().int().nonnegative(),
  reasoning_output_tokens: z.number().int().nonnegative().default(0),
});
export type RolloutTokens = z.infer<typeof Tokens>;

const Duration = z.object({ secs: z.number(), nanos: z.number() });
const Output = z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]);

export const RolloutChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('add'), content: z.string() }),
  z.object({ type: z.literal('delete'), content: z.string() }),
  z.object({ type: z.literal('update'), unified_diff: z.string(), move_path: z.string().nullish() }),
]);
export type RolloutChange = z.infer<typeof RolloutChange>;

const status = z.string();

/** What a turn is made of; `id` is the call_id of the function call that it answers, where there is one. */
export const RolloutItem = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AgentMessage'),
    content: z.array(z.looseObject({ text: z.string().optional() })),
  }),
  z.object({
    type: z.literal('Reasoning'),
    summary_text: z.array(z.string()).default([]),
    raw_content: z.array(z.string()).default([]),
  }),
  z.object({
    type: z.literal('CommandExecution'),
    id: z.string(),
    command: z.array(z.string()),
    status,
    exit_code: z.number().int().nullish(),
    aggregated_output: z.string().nullish(),
    duration: Duration.nullish(),
  }),
  z.object({
    type: z.literal('FileChange'),
    id: z.string(),
    changes: z.record(z.string(), RolloutChange),
    status,
  }),
  z.object({
    type: z.literal('McpToolCall'),
    id: z.string(),
    server: z.string(),
    tool: z.string(),
    arguments: z.unknown().optional(),
    status,
    result: z.unknown().optional(),
    error: z.looseObject({ message: z.string() }).nullish(),
  }),
  z.object({ type: z.literal('WebSearch'), query: z.string() }),
  z.object({
    type: z.literal('CollabAgentToolCall'),
    id: z.string(),
    tool: z.string(),
    status,
    prompt: z.string().nullish(),
  }),
]);
export type RolloutItem = z.infer<typeof RolloutItem>;

/** One line, as its type, its payload's type and, for a completed item, the item's type name it. */
export const rolloutSchemas = {
  session_meta: z.object({ id: z.string() }),
  compacted: z.object({}),
  token_usage_record: z.object({
    usage: Tokens,
    turn_token_usage: Tokens.optional(),
    thread_token_usage: Tokens.optional(),
  }),
  'event_msg/task_started': z.object({ turn_id: z.string().optional() }),
  'event_msg/task_complete': z.object({ error: z.looseObject({ message: z.string() }).nullish() }),
  'event_msg/turn_aborted': z.object({ reason: z.string().default('unknown') }),
  'event_msg/item_completed': z.object({ item: RolloutItem }),
  'response_item/function_call': z.object({
    name: z.string(),
    namespace: z.string().nullish(),
    arguments: z.string(),
    call_id: z.string(),
  }),
  'response_item/custom_tool_call': z.object({ name: z.string(), input: z.string(), call_id: z.string() }),
  'response_item/function_call_output': z.object({ call_id: z.string(), output: Output }),
  'response_item/custom_tool_call_output': z.object({ call_id: z.string(), output: Output }),
} as const;

/** Lines known to say nothing that is not said elsewhere. */
export const silentLines: ReadonlySet<string> = new Set([
  'turn_context',
  'world_state',
  'event_msg/token_count',
  'event_msg/thread_settings_applied',
  'event_msg/item_completed/UserMessage',
  'event_msg/item_completed/ContextCompaction',
  'event_msg/item_completed/EnteredReviewMode',
  'event_msg/item_completed/ExitedReviewMode',
  'response_item/message',
  'response_item/reasoning',
  'response_item/web_search_call',
]);

type Schemas = typeof rolloutSchemas;
export type RolloutKind = keyof Schemas;

interface LineOf<Kind extends RolloutKind> {
  readonly kind: Kind;
  /** Place of the line in its thread; the number of the line where the file does not say. */
  readonly ordinal: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly payload: z.infer<Schemas[Kind]>;
}
export type RolloutLine = { [Kind in RolloutKind]: LineOf<Kind> }[RolloutKind];

export type ParsedLine =
  | { readonly outcome: 'line'; readonly line: RolloutLine }
  | { readonly outcome: 'silent' }
  | { readonly outcome: 'unknown'; readonly kind: string }
  | { readonly outcome: 'malformed'; readonly reason: string };
