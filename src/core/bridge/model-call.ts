/** The record of one request to the model: sizes, times, usage, and the error text that Codex hides. */
import type { EventBody, Usage } from '../schema/index.ts';
import type { StreamNews } from './stream-tap.ts';

export type ModelCallBody = Extract<EventBody, { type: 'model_call' }>;

/** The longest error text that is kept. */
export const errorLimit = 8 * 1024;

const cutShort = 'The runtime ended its answer before it was complete (no response.completed).';

export interface ModelCall {
  /** The record now; `key` of its event is `call_<n>`. */
  body(): ModelCallBody;
  headers(status: number): void;
  bytes(count: number): void;
  news(news: StreamNews): void;
  end(outcome: { phase: 'completed' | 'failed' | 'aborted'; error?: string }): void;
}

/** `now` gives milliseconds of a monotonic clock. */
export function createModelCall(call: number, requestBytes: number, now: () => number): ModelCall {
  const started = now();
  let phase: ModelCallBody['phase'] = 'waiting';
  let status: number | null = null;
  let responseBytes = 0;
  let firstTokenMs: number | null = null;
  let durationMs: number | null = null;
  let usage: Usage | null = null;
  let error: string | null = null;
  let complete = false;
  return {
    body: () => ({
      type: 'model_call',
      call,
      phase,
      requestBytes,
      responseBytes,
      status,
      firstTokenMs,
      durationMs,
      tokensPerSecond: tokensPerSecond(usage, firstTokenMs, durationMs),
      usage,
      error,
    }),
    headers: (value) => {
      status = value;
      phase = 'streaming';
    },
    bytes: (count) => {
      responseBytes += count;
    },
    news: (news) => {
      if (firstTokenMs === null && (news.type === 'delta' || news.type === 'tool_call'))
        firstTokenMs = now() - started;
      if (news.type === 'completed' || news.type === 'failed') usage = news.usage ?? usage;
      if (news.type === 'completed') complete = true;
      if (news.type === 'failed') error = news.message.slice(0, errorLimit);
    },
    end: (outcome) => {
      if (durationMs !== null) return;
      durationMs = now() - started;
      error = outcome.error?.slice(0, errorLimit) ?? error;
      // Codex, too, takes such an answer as broken, and asks again.
      if (outcome.phase === 'completed' && !complete) error ??= cutShort;
      phase = outcome.phase === 'completed' && error !== null ? 'failed' : outcome.phase;
    },
  };
}

/** Output tokens over the time from the first token to the end; null where that time is too short to mean anything. */
export function tokensPerSecond(
  usage: Usage | null,
  firstTokenMs: number | null,
  durationMs: number | null,
): number | null {
  if (!usage || firstTokenMs === null || durationMs === null) return null;
  const seconds = (durationMs - firstTokenMs) / 1000;
  return seconds >= 0.01 && usage.outputTokens > 1 ? usage.outputTokens / seconds : null;
}
