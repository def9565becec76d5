/** The readable format of rehearsal scripts: what the stand-in brain answers, turn by turn. */
import { z } from 'zod';

const milliseconds = z.number().int().nonnegative().max(3_600_000);

/** A plain text is looked for as it stands; `/…/flags` is a regular expression. */
export const Pattern = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    try {
      compilePattern(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: `is not a regular expression: ${String(error)}` });
    }
  });

/** Turns a pattern of a script into a regular expression. Throws SyntaxError when it is not one. */
export function compilePattern(text: string): RegExp {
  const delimited = /^\/(.+)\/([dimsu]*)$/s.exec(text);
  if (delimited) return new RegExp(delimited[1] ?? '', delimited[2]);
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

/** One thing the brain does. Exactly one of the keys. */
export const ScriptItem = z
  .strictObject({
    /** Text of a message, in Markdown. */
    say: z.string().optional(),
    /** Raw reasoning. */
    think: z.string().optional(),
    /** Reasoning summary, as cloud models send it. */
    summary: z.string().optional(),
    /** A shell command through `exec_command`. */
    run: z
      .union([
        z.string(),
        z.strictObject({
          cmd: z.string(),
          workdir: z.string().optional(),
          yield_time_ms: milliseconds.optional(),
          max_output_tokens: z.number().int().positive().optional(),
        }),
      ])
      .optional(),
    /** A patch, sent as `apply_patch <<'EOF'` through `exec_command`. */
    patch: z.string().startsWith('*** Begin Patch').optional(),
    /** Steps for `update_plan`: `[x] done`, `[>] in progress`, `[ ] to do`. */
    plan: z.array(z.string().regex(/^\[[x> ]\] ./, 'must begin with "[x] ", "[>] " or "[ ] "')).optional(),
    /** Looks at a command that is still running, through `write_stdin`. */
    poll: z
      .strictObject({
        session: z.union([z.string(), z.number()]),
        chars: z.string().default(''),
        yield_time_ms: milliseconds.optional(),
      })
      .optional(),
    /** Any tool call. A text as arguments is sent as it stands, even when it is not JSON. */
    call: z
      .strictObject({ name: z.string(), arguments: z.union([z.string(), z.record(z.string(), z.unknown())]) })
      .optional(),
    /** A pause between two items, in milliseconds. */
    wait: milliseconds.optional(),
  })
  .refine((item) => Object.values(item).filter((value) => value !== undefined).length === 1, {
    message: 'must have exactly one of: say, think, summary, run, patch, plan, poll, call, wait',
  });
export type ScriptItem = z.infer<typeof ScriptItem>;

/** Where in the stream a fault strikes: after `response.created`, in the middle of the deltas, before the end. */
const at = z.enum(['start', 'middle', 'end']).default('middle');

export const Fault = z.discriminatedUnion('kind', [
  /** The connection is reset. */
  z.strictObject({ kind: z.literal('cut'), at }),
  /** The stream ends in good order, without `response.completed`. */
  z.strictObject({ kind: z.literal('close'), at }),
  /** Nothing more comes. `headers` is before the response headers. `ms` null means for ever. */
  z.strictObject({
    kind: z.literal('stall'),
    at: z.enum(['headers', 'start', 'middle', 'end']).default('middle'),
    ms: milliseconds.nullable().default(null),
    /** Sends this line every second meanwhile: an SSE comment, or an event that keeps the client awake. */
    heartbeat: z.enum(['none', 'comment', 'event']).default('none'),
  }),
  /** One event that is not JSON; the rest of the stream is in order. */
  z.strictObject({ kind: z.literal('malformed'), at }),
  /** The last event, `response.completed`, is not JSON. */
  z.strictObject({ kind: z.literal('malformed_completed') }),
  /** An SSE `error` event, then the end. */
  z.strictObject({
    kind: z.literal('error'),
    at,
    code: z.string().default('server_error'),
    message: z.string(),
  }),
  /** `response.failed` in place of `response.completed`. */
  z.strictObject({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
  /** `response.incomplete` in place of `response.completed`. */
  z.strictObject({ kind: z.literal('incomplete'), reason: z.string().default('max_output_tokens') }),
  /** `response.completed` whose response says it is incomplete. */
  z.strictObject({ kind: z.literal('completed_incomplete') }),
  /** Deltas only: no `output_item.done`, and an empty output at the end. */
  z.strictObject({ kind: z.literal('only_deltas') }),
  /** The output comes only inside `response.completed`. */
  z.strictObject({ kind: z.literal('only_completed') }),
  /** A plain JSON answer although a stream was asked for. */
  z.strictObject({ kind: z.literal('not_streamed') }),
  /** The whole server goes away: every connection is reset and the port is closed. */
  z.strictObject({ kind: z.literal('die'), at }),
]);
export type Fault = z.infer<typeof Fault>;

export const UsageOverride = z.union([
  z.literal('none'),
  z.strictObject({
    input: z.number().int().nonnegative().optional(),
    cached: z.number().int().nonnegative().optional(),
    output: z.number().int().nonnegative().optional(),
    reasoning: z.number().int().nonnegative().optional(),
  }),
]);
export type UsageOverride = z.infer<typeof UsageOverride>;

export const Condition = z.strictObject({
  /** The newest tool output holds this. Groups of a regular expression become `{{1}}`, `{{2}}` … */
  output: Pattern.optional(),
  /** The newest tool output does not hold this. */
  output_lacks: Pattern.optional(),
  /** Which try of the same turn this is: clients retry after a fault. */
  attempt: z.number().int().positive().optional(),
  attempt_at_least: z.number().int().positive().optional(),
  /** The client asked for JSON of a schema. */
  wants_json: z.boolean().optional(),
});
export type Condition = z.infer<typeof Condition>;

export const Pace = z.strictObject({
  /** Milliseconds before the response headers. */
  headers_ms: milliseconds.default(0),
  /** Milliseconds between the headers and the first token. */
  first_token_ms: milliseconds.default(0),
  /** Tokens (about four bytes each) a second; null is as fast as it goes. */
  tokens_per_second: z.number().positive().nullable().default(null),
  /** Tokens in one delta. */
  tokens_per_delta: z.number().int().positive().default(4),
});
export type Pace = z.infer<typeof Pace>;

const http = z.strictObject({
  status: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.string()).default({}),
  content_type: z.string().default('application/json'),
  /** A text is sent as it stands, anything else as JSON. */
  body: z.unknown(),
});

const answer = {
  items: z.array(ScriptItem).optional(),
  /** An HTTP answer in place of the model's. */
  http: http.optional(),
  pace: Pace.prefault({}),
  fault: Fault.optional(),
  usage: UsageOverride.optional(),
};

const oneAnswer = 'must have items or http, and not both';
const Alternative = z
  .strictObject({ if: Condition.optional(), ...answer })
  .refine((turn) => (turn.items === undefined) !== (turn.http === undefined), { message: oneAnswer });
export type Alternative = z.infer<typeof Alternative>;

/** One model call: an answer, or alternatives of which the first whose condition holds is taken. */
export const Turn = z.union([
  z.strictObject({ either: z.array(Alternative).min(1) }),
  z
    .strictObject(answer)
    .refine((turn) => (turn.items === undefined) !== (turn.http === undefined), { message: oneAnswer })
    .transform((turn): { either: Alternative[] } => ({ either: [turn] })),
]);
export type Turn = z.infer<typeof Turn>;

export const Scenario = z.strictObject({
  /** Also reached from any prompt that holds `[rehearsal:name]`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'is lower case letters, digits and "-"'),
  about: z.string(),
  /** Prompts that lead here; without it only the name does. */
  prompt: Pattern.optional(),
  /** Which stand-in plays it. */
  on: z.enum(['both', 'runtime', 'cloud']).default('both'),
  turns: z.array(Turn).min(1),
  /** What comes after the last turn: a closing message, the last turn again, or all of them again. */
  after: z.enum(['stop', 'repeat_last', 'loop']).default('stop'),
  /** Answer to the client's request to compact the conversation. */
  compaction: Turn.optional(),
});
export type Scenario = z.infer<typeof Scenario>;

export const ScriptFile = z.strictObject({ scenarios: z.array(Scenario).min(1) });
export type ScriptFile = z.infer<typeof ScriptFile>;
