/** Keeps the tool calls of a rollout until they are answered, and tells what each step of them means. */
import { z } from 'zod';
import type { EventBody } from '../../schema/index.ts';
import { clip } from '../clip.ts';
import { jsonLimit } from './item-body.ts';
import { isRejection } from './rejection.ts';
import type { RolloutLine } from './rollout-line.ts';

/**
 * `hidden`: only what `codex exec --json` does not tell (refused calls, compaction, raw reasoning, tokens per
 * model call, aborted turns) or tells without its details (diffs, durations); its JSON lines are the main source.
 * `complete`: everything, for a run without --json.
 */
export type MappingScope = 'hidden' | 'complete';

/** The key of the fact that began on a line. */
export function keyOf(ordinal: number): string {
  return `rollout_${ordinal}`;
}

type CallLine = Extract<
  RolloutLine,
  { kind: 'response_item/function_call' | 'response_item/custom_tool_call' }
>;
type OutputLine = Extract<
  RolloutLine,
  { kind: 'response_item/function_call_output' | 'response_item/custom_tool_call_output' }
>;
interface KeyedBody {
  key: string;
  body: EventBody;
}

export interface OpenCall {
  /** Key of the fact that the call began. */
  readonly key: string;
  /** When the call was written, in milliseconds since the epoch. */
  readonly at: number;
  readonly name: string;
  readonly arguments: string;
  /** True once a completed item has told of the call, which is then not also a refused one. */
  told: boolean;
}

export interface CallBook {
  newTurn(): void;
  /** A call begins; with scope `complete` it is shown as in progress. */
  open(line: CallLine): KeyedBody[];
  /** A completed item answers to a call; null for a call we have not seen. */
  complete(callId: string): OpenCall | null;
  /** The call's output; a refusal becomes an event. */
  answer(line: OutputLine): KeyedBody[];
}

const Command = z.object({ cmd: z.string() });
const Plan = z.object({ plan: z.array(z.object({ step: z.string(), status: z.string() })) });

export function createCallBook(scope: MappingScope): CallBook {
  const calls = new Map<string, OpenCall>();
  /** One plan per turn, as in the JSON lines: later calls replace it. */
  let planKey: string | null = null;

  const started = (line: CallLine, key: string): KeyedBody[] => {
    if (scope === 'hidden' || line.kind === 'response_item/custom_tool_call') return [];
    const { name, namespace, arguments: text } = line.payload;
    if (name === 'update_plan') {
      const body = planBody(text);
      if (body === null) return [];
      planKey ??= key;
      return [{ key: planKey, body }];
    }
    const server = /^mcp__(.+)$/.exec(namespace ?? '')?.[1];
    if (server !== undefined) return [{ key, body: openMcpCall(server, name, text) }];
    const body = name === 'exec_command' ? openCommand(text) : null;
    return body ? [{ key, body }] : [];
  };

  return {
    newTurn: () => {
      planKey = null;
    },
    open(line) {
      const key = keyOf(line.ordinal);
      const text =
        line.kind === 'response_item/custom_tool_call' ? line.payload.input : line.payload.arguments;
      const { name, call_id: callId } = line.payload;
      calls.set(callId, { key, at: line.at, name, arguments: clip(text, jsonLimit), told: false });
      return started(line, key);
    },
    complete(callId) {
      const call = calls.get(callId) ?? null;
      if (call) call.told = true;
      return call;
    },
    answer(line) {
      const call = calls.get(line.payload.call_id);
      if (!call || call.told) return [];
      const { output } = line.payload;
      const error = typeof output === 'string' ? output : output.map((part) => part.text ?? '').join('\n');
      if (!isRejection(call.name, error)) return [];
      const { key, name } = call;
      if (planKey === key) planKey = null;
      return [
        {
          key,
          body: { type: 'rejected_call', name, arguments: call.arguments, error: clip(error, jsonLimit) },
        },
      ];
    },
  };
}

function parse<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function planBody(text: string): EventBody | null {
  const plan = parse(Plan, text)?.plan;
  return plan
    ? { type: 'plan', steps: plan.map(({ step, status }) => ({ text: step, done: status === 'completed' })) }
    : null;
}

/** Null for a patch, which Codex takes out of the shell and shows as a file change. */
function openCommand(text: string): EventBody | null {
  const command = parse(Command, text)?.cmd;
  if (command === undefined || /\bapply_patch\b/.test(command)) return null;
  return {
    type: 'command',
    command,
    status: 'in_progress',
    exitCode: null,
    output: '',
    outputBytes: 0,
    durationMs: null,
  };
}

function openMcpCall(server: string, tool: string, text: string): EventBody {
  return {
    type: 'mcp_call',
    server,
    tool,
    status: 'in_progress',
    arguments: clip(text, jsonLimit),
    result: 'null',
    error: null,
  };
}
