/**
 * The event sequence of a streamed response, as the Responses API sends it (OpenAI's reference; LM Studio sends the
 * same names, and `response.reasoning_text.*` for raw reasoning). Pure: steps out, no clock and no socket.
 */
import { randomUUID } from 'node:crypto';
import type { Pace } from '../script/schema.ts';
import type { OutputItem, Playable } from './items.ts';
import type { ResponseUsage } from './usage.ts';

export interface StreamEvent {
  type: string;
  [field: string]: unknown;
}

/** What the player does next. */
export type Step =
  | { event: StreamEvent; delta: boolean }
  | { pauseMs: number }
  /** Sent as it stands, for what is not a proper event. */
  | { raw: string };

export interface ResponseHead {
  id: string;
  model: string;
  created: number;
}

export function responseHead(model: string): ResponseHead {
  return { id: `resp_${randomUUID().replaceAll('-', '')}`, model, created: Math.floor(Date.now() / 1000) };
}

/** A response object. */
export function responseObject(
  head: ResponseHead,
  status: 'in_progress' | 'completed' | 'incomplete' | 'failed',
  output: readonly OutputItem[],
  usage: ResponseUsage | null,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id: head.id,
    object: 'response',
    created_at: head.created,
    status,
    error: null,
    incomplete_details: null,
    model: head.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    tool_choice: 'auto',
    tools: [],
    usage,
    ...more,
  };
}

/** Cuts a text into pieces of about four bytes, never inside a character. */
export function tokenize(text: string, tokensPerDelta: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of text) {
    piece += character;
    bytes += Buffer.byteLength(character);
    if (bytes < tokensPerDelta * 4) continue;
    pieces.push(piece);
    piece = '';
    bytes = 0;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

/** Deltas of one text, then its `done` event. */
function* typed(
  name: string,
  at: Record<string, unknown>,
  text: string,
  doneField: string,
  pace: Pace,
): Generator<Step> {
  const pauseMs =
    pace.tokens_per_second === null ? 0 : (1000 * pace.tokens_per_delta) / pace.tokens_per_second;
  for (const delta of tokenize(text, pace.tokens_per_delta)) {
    yield { event: { type: `${name}.delta`, ...at, delta }, delta: true };
    if (pauseMs > 0) yield { pauseMs };
  }
  yield { event: { type: `${name}.done`, ...at, [doneField]: text }, delta: false };
}

/** What an item looks like before its content is there. */
function begun(item: OutputItem): Record<string, unknown> {
  if (item.type === 'message') return { ...item, status: 'in_progress', content: [] };
  if (item.type === 'function_call') return { ...item, status: 'in_progress', arguments: '' };
  return { ...item, status: 'in_progress', summary: [], content: [] };
}

function* partSteps(item: OutputItem, index: number, pace: Pace): Generator<Step> {
  const at = { item_id: item.id, output_index: index };
  const plain = (type: string, more: Record<string, unknown>): Step => ({
    event: { type, ...at, ...more },
    delta: false,
  });
  if (item.type === 'function_call') {
    yield* typed('response.function_call_arguments', at, item.arguments, 'arguments', pace);
    return;
  }
  if (item.type === 'reasoning') {
    for (const [summary_index, part] of item.summary.entries()) {
      yield plain('response.reasoning_summary_part.added', { summary_index, part: { ...part, text: '' } });
      yield* typed('response.reasoning_summary_text', { ...at, summary_index }, part.text, 'text', pace);
      yield plain('response.reasoning_summary_part.done', { summary_index, part });
    }
  }
  const name = item.type === 'message' ? 'response.output_text' : 'response.reasoning_text';
  for (const [content_index, part] of item.content.entries()) {
    yield plain('response.content_part.added', { content_index, part: { ...part, text: '' } });
    yield* typed(name, { ...at, content_index }, part.text, 'text', pace);
    yield plain('response.content_part.done', { content_index, part });
  }
}

/** All steps up to, and without, the closing event. */
export function* outputSteps(head: ResponseHead, plays: readonly Playable[], pace: Pace): Generator<Step> {
  const opening = responseObject(head, 'in_progress', [], null);
  yield { event: { type: 'response.created', response: opening }, delta: false };
  yield { event: { type: 'response.in_progress', response: opening }, delta: false };
  if (pace.first_token_ms > 0) yield { pauseMs: pace.first_token_ms };
  let index = 0;
  for (const play of plays) {
    if ('waitMs' in play) {
      yield { pauseMs: play.waitMs };
      continue;
    }
    const { item } = play;
    yield {
      event: { type: 'response.output_item.added', output_index: index, item: begun(item) },
      delta: false,
    };
    yield* partSteps(item, index, pace);
    yield { event: { type: 'response.output_item.done', output_index: index, item }, delta: false };
    index += 1;
  }
}
