/** Turns the items of a script into the output items of the Responses API. */
import { randomUUID } from 'node:crypto';
import { fill } from '../script/choose.ts';
import type { ScriptItem } from '../script/schema.ts';

export type OutputItem =
  | { type: 'message'; id: string; role: 'assistant'; status: 'completed'; content: [TextPart] }
  | { type: 'reasoning'; id: string; summary: SummaryPart[]; content: ReasoningPart[]; status: 'completed' }
  | {
      type: 'function_call';
      id: string;
      call_id: string;
      name: string;
      arguments: string;
      status: 'completed';
    };

export interface TextPart {
  type: 'output_text';
  text: string;
  annotations: never[];
  logprobs: never[];
}
export interface SummaryPart {
  type: 'summary_text';
  text: string;
}
export interface ReasoningPart {
  type: 'reasoning_text';
  text: string;
}

/** What is played in order: output items, and pauses between them in milliseconds. */
export type Playable = { item: OutputItem } | { waitMs: number };

const id = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`;

/** A message with one text. */
export function message(text: string): OutputItem {
  const content: [TextPart] = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  return { type: 'message', id: id('msg'), role: 'assistant', status: 'completed', content };
}

function call(name: string, args: unknown): OutputItem {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return {
    type: 'function_call',
    id: id('fc'),
    call_id: id('call'),
    name,
    arguments: text,
    status: 'completed',
  };
}

const stepStatus: Record<string, string> = { x: 'completed', '>': 'in_progress', ' ': 'pending' };

function planStep(text: string): { step: string; status: string } {
  return { step: text.slice(4), status: stepStatus[text[1] ?? ' '] ?? 'pending' };
}

/** A heredoc whose end mark does not occur in the patch. Codex turns this very form into a file change. */
function patchCommand(patch: string): string {
  return `apply_patch <<'EOF'\n${patch.trimEnd()}\nEOF\n`;
}

/** Replaces `{{…}}` in every text inside a value. */
function fillDeep(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return fill(value, values);
  if (Array.isArray(value)) return value.map((inner) => fillDeep(inner, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillDeep(inner, values)]));
}

/** Makes what a script item says playable. */
export function playable(script: ScriptItem, values: Readonly<Record<string, string>>): Playable {
  if (script.wait !== undefined) return { waitMs: script.wait };
  return { item: outputItem(fillDeep(script, values) as ScriptItem) };
}

function outputItem(script: ScriptItem): OutputItem {
  if (script.say !== undefined) return message(script.say);
  if (script.think !== undefined) {
    const content: ReasoningPart[] = [{ type: 'reasoning_text', text: script.think }];
    return { type: 'reasoning', id: id('rs'), summary: [], content, status: 'completed' };
  }
  if (script.summary !== undefined) {
    const summary: SummaryPart[] = [{ type: 'summary_text', text: script.summary }];
    return { type: 'reasoning', id: id('rs'), summary, content: [], status: 'completed' };
  }
  if (script.run !== undefined) {
    return call('exec_command', typeof script.run === 'string' ? { cmd: script.run } : script.run);
  }
  if (script.patch !== undefined) return call('exec_command', { cmd: patchCommand(script.patch) });
  if (script.plan !== undefined) return call('update_plan', { plan: script.plan.map(planStep) });
  if (script.poll !== undefined) {
    const { session, ...rest } = script.poll;
    return call('write_stdin', { session_id: Number(session), ...rest });
  }
  return call(script.call?.name ?? '', script.call?.arguments ?? {});
}

/** The text that a model would have generated for an item. */
export function generatedText(item: OutputItem): string {
  if (item.type === 'message') return item.content[0].text;
  if (item.type === 'function_call') return item.name + item.arguments;
  return [...item.summary, ...item.content].map((part) => part.text).join('');
}
