/** The timeline of a run: one union of events from three sources. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { RouteName, VerifyResult } from './run.ts';
import { Usage } from './usage.ts';

/** Where a fact came from: Codex's JSON lines, our relay, the rollout file, or Brainswap itself. */
export const EventSource = z.enum(['codex', 'bridge', 'rollout', 'brainswap']);
export type EventSource = z.infer<typeof EventSource>;

export const ItemStatus = z.enum(['in_progress', 'completed', 'failed', 'declined']);
export type ItemStatus = z.infer<typeof ItemStatus>;

export const FileChange = z.object({
  path: z.string(),
  kind: z.enum(['add', 'update', 'delete']),
  /** Unified diff, where the rollout told it. */
  diff: z.string().optional(),
});
export type FileChange = z.infer<typeof FileChange>;

export const EventBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('thread_started'), threadId: z.string() }),
  z.object({ type: z.literal('turn_started') }),
  z.object({ type: z.literal('turn_completed'), usage: Usage }),
  z.object({ type: z.literal('turn_failed'), message: z.string() }),
  z.object({ type: z.literal('message'), text: z.string() }),
  /** `raw` marks the model's raw reasoning, which Codex's JSON never shows. */
  z.object({ type: z.literal('reasoning'), text: z.string(), raw: z.boolean() }),
  z.object({
    type: z.literal('command'),
    command: z.string(),
    status: ItemStatus,
    exitCode: z.number().int().nullable(),
    /** Cut in the middle at 64 KiB; `outputBytes` is the size Codex reported. */
    output: z.string(),
    outputBytes: z.number().int(),
    durationMs: z.number().nullable(),
  }),
  z.object({ type: z.literal('file_change'), status: ItemStatus, changes: z.array(FileChange) }),
  z.object({
    type: z.literal('plan'),
    steps: z.array(z.object({ text: z.string(), done: z.boolean() })),
  }),
  z.object({
    type: z.literal('mcp_call'),
    server: z.string(),
    tool: z.string(),
    status: ItemStatus,
    /** JSON text of the arguments and of the result, each cut at 16 KiB. */
    arguments: z.string(),
    result: z.string(),
    error: z.string().nullable(),
  }),
  z.object({ type: z.literal('web_search'), query: z.string() }),
  z.object({
    type: z.literal('agent_call'),
    tool: z.string(),
    status: ItemStatus,
    prompt: z.string(),
  }),
  /** A tool call that Codex refused; hidden from its JSON lines, read from the rollout. */
  z.object({
    type: z.literal('rejected_call'),
    name: z.string(),
    arguments: z.string(),
    error: z.string(),
  }),
  z.object({ type: z.literal('compaction') }),
  z.object({ type: z.literal('warning'), message: z.string() }),
  /** `fatal: false` is a retry notice. */
  z.object({ type: z.literal('error'), message: z.string(), fatal: z.boolean() }),
  z.object({ type: z.literal('stderr'), text: z.string() }),
  /** One request to the model, as the relay saw it. */
  z.object({
    type: z.literal('model_call'),
    call: z.number().int(),
    phase: z.enum(['waiting', 'streaming', 'completed', 'failed', 'aborted']),
    requestBytes: z.number().int(),
    responseBytes: z.number().int(),
    /** HTTP status of the answer; null before there is one. */
    status: z.number().int().nullable(),
    firstTokenMs: z.number().nullable(),
    durationMs: z.number().nullable(),
    tokensPerSecond: z.number().nullable(),
    usage: Usage.nullable(),
    /** The server's own words when it failed, which Codex hides; at most 8 KiB. */
    error: z.string().nullable(),
  }),
  z.object({ type: z.literal('route_chosen'), route: RouteName, reason: z.string() }),
  z.object({
    type: z.literal('verify'),
    status: ItemStatus,
    result: VerifyResult.nullable(),
    command: z.string(),
  }),
  z.object({
    type: z.literal('escalated'),
    reason: z.string(),
    toRunId: z.string(),
    /** Paths put back in the workspace. */
    restored: z.number().int(),
  }),
  z.object({ type: z.literal('stopped'), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('note'), message: z.string() }),
  /** Anything we do not know yet: kept as it came, never dropped. */
  z.object({ type: z.literal('other'), kind: z.string(), raw: z.string() }),
]);
export type EventBody = z.infer<typeof EventBody>;
export type EventType = EventBody['type'];

export const RunEvent = z.object({
  /** Grows over all runs of the store; the cursor of the feed. */
  id: z.number().int(),
  runId: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number().int(),
  source: EventSource,
  /** A later event with the same key replaces the earlier one on screen (started, updated, completed). */
  key: z.string().nullable(),
  body: EventBody,
});
export type RunEvent = z.infer<typeof RunEvent>;

/** An event before the store has numbered it. */
export type NewEvent = Omit<RunEvent, 'id' | 'runId'>;

/** Text that is being generated right now; replaced as it grows, gone when the item is complete. */
export const LiveText = z.object({
  runId: z.string(),
  call: z.number().int(),
  kind: z.enum(['text', 'reasoning', 'tool']),
  /** The whole text so far of this call and kind, cut at its last 16 KiB. */
  text: z.string(),
});
export type LiveText = z.infer<typeof LiveText>;
