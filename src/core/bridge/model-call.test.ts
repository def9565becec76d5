/** The record of a model call. */
import { describe, expect, it } from 'vitest';
import { createModelCall, tokensPerSecond } from './model-call.ts';

const usage = { inputTokens: 10, cachedInputTokens: 0, outputTokens: 30, reasoningTokens: 0 };
function started() {
  const clock = { ms: 1_000 };
  return { clock, call: createModelCall(3, 500, () => clock.ms) };
}

describe('a model call', () => {
  it('counts bytes, the time to the first token, and tokens per second from there', () => {
    const { clock, call } = started();
    expect(call.body()).toMatchObject({ call: 3, phase: 'waiting', requestBytes: 500, status: null });
    clock.ms += 200;
    call.headers(200);
    expect(call.body()).toMatchObject({ phase: 'streaming', status: 200, firstTokenMs: null });
    clock.ms += 300;
    call.news({ type: 'item_done' });
    call.bytes(40);
    call.news({ type: 'delta', kind: 'reasoning', text: 'a' });
    clock.ms += 1_000;
    call.news({ type: 'delta', kind: 'text', text: 'b' });
    call.bytes(60);
    call.news({ type: 'completed', usage });
    clock.ms += 500;
    call.end({ phase: 'completed' });
    expect(call.body()).toEqual({
      type: 'model_call',
      call: 3,
      phase: 'completed',
      requestBytes: 500,
      responseBytes: 100,
      status: 200,
      firstTokenMs: 500,
      durationMs: 2_000,
      tokensPerSecond: 20,
      usage,
      error: null,
    });
  });

  it('takes a tool call for a first token', () => {
    const { clock, call } = started();
    clock.ms += 70;
    call.news({ type: 'tool_call', name: 'f', arguments: '' });
    expect(call.body().firstTokenMs).toBe(70);
  });

  it('has failed when the stream says so, though it ended well, and keeps its words and usage', () => {
    const { call } = started();
    call.news({ type: 'failed', message: 'x'.repeat(20_000), usage });
    call.end({ phase: 'completed' });
    expect(call.body()).toMatchObject({ phase: 'failed', usage });
    expect(call.body().error).toHaveLength(8 * 1024);
  });

  it('has failed when it ends without its last event, unless Codex hung up', () => {
    const cut = started().call;
    cut.end({ phase: 'completed' });
    expect(cut.body()).toMatchObject({
      phase: 'failed',
      error: expect.stringContaining('response.completed'),
    });
    const aborted = started().call;
    aborted.end({ phase: 'aborted' });
    expect(aborted.body()).toMatchObject({ phase: 'aborted', error: null });
  });

  it('ends once', () => {
    const { clock, call } = started();
    call.news({ type: 'completed', usage });
    call.end({ phase: 'completed' });
    clock.ms += 9;
    call.end({ phase: 'failed', error: 'late' });
    expect(call.body()).toMatchObject({ phase: 'completed', durationMs: 0, error: null });
  });
});

describe('tokens per second', () => {
  it.each([
    [null, 1, 2_000],
    [usage, null, 2_000],
    [usage, 1, null],
    [usage, 1_995, 2_000],
    [{ ...usage, outputTokens: 1 }, 0, 2_000],
  ])('are none where they would mean nothing: %j, %j, %j', (given, first, duration) => {
    expect(tokensPerSecond(given, first, duration)).toBeNull();
  });
});
