/** The lines of `codex exec --json` as zod schemas (Codex 0.169.0). Unknown shapes are for the caller to keep as `other`. */
import { z } from 'zod';

/** A status we do not know makes the line unknown: shown as it is rather than as a success. */
const Status = z.enum(['in_progress', 'completed', 'failed', 'declined']);
const Id = { id: z.string() };

const CommandExecution = z.object({
  ...Id,
  type: z.literal('command_execution'),
  command: z.string(),
  aggregated_output: z.string().default(''),
  exit_code: z.number().int().nullish(),
  status: Status,
});

const Item = z.discriminatedUnion('type', [
  z.object({ ...Id, type: z.literal('agent_message'), text: z.string() }),
  z.object({ ...Id, type: z.literal('reasoning'), text: z.string() }),
  CommandExecution,
  z.object({
    ...Id,
    type: z.literal('file_change'),
    changes: z.array(z.object({ path: z.string(), kind: z.enum(['add', 'update', 'delete']) })),
    status: Status,
  }),
  z.object({
    ...Id,
    type: z.literal('mcp_tool_call'),
    server: z.string(),
    tool: z.string(),
    arguments: z.unknown().optional(),
    result: z.unknown().optional(),
    error: z.object({ message: z.string() }).nullish(),
    status: Status,
  }),
  z.object({
    ...Id,
    type: z.literal('collab_tool_call'),
    tool: z.string(),
    prompt: z.string().nullish(),
    status: Status,
  }),
  z.object({ ...Id, type: z.literal('web_search'), query: z.string() }),
  z.object({
    ...Id,
    type: z.literal('todo_list'),
    items: z.array(z.object({ text: z.string(), completed: z.boolean() })),
  }),
  z.object({ ...Id, type: z.literal('error'), message: z.string() }),
]);
export type CodexItem = z.infer<typeof Item>;

const tokens = z.number().int().nonnegative().catch(0);
const itemEvent = <T extends string>(type: T) => z.object({ type: z.literal(type), item: Item });

export const CodexLine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('thread.started'), thread_id: z.string() }),
  z.object({ type: z.literal('turn.started') }),
  z.object({
    type: z.literal('turn.completed'),
    usage: z.object({
      input_tokens: tokens,
      cached_input_tokens: tokens,
      output_tokens: tokens,
      reasoning_output_tokens: tokens,
    }),
  }),
  z.object({ type: z.literal('turn.failed'), error: z.object({ message: z.string() }) }),
  z.object({ type: z.literal('error'), message: z.string() }),
  itemEvent('item.started'),
  itemEvent('item.updated'),
  itemEvent('item.completed'),
]);
export type CodexLine = z.infer<typeof CodexLine>;
