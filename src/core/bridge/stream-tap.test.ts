/** What is read from a Responses stream as it passes by. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamTap, readEvent, type StreamNews } from './stream-tap.ts';
import { completed, sse, textDelta } from './testing.ts';

function newsOf(chunks: readonly Uint8Array[]): StreamNews[] {
  const news: StreamNews[] = [];
  const tap = createStreamTap((one) => news.push(one));
  for (const chunk of chunks) tap.push(chunk);
  return news;
}
const read = (data: object, name?: string) => readEvent(name, JSON.stringify(data));

describe('the tap', () => {
  it('tells the same news however the bytes are cut, also in the middle of characters', () => {
    const event = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }).map((delta) => ({ text: textDelta(delta), news: 1 })),
      fc
        .constantFrom(': ping\n\n', 'event: x\ndata: not json\n\n', 'data: [DONE]\n\n', '\n')
        .map((text) => ({ text, news: 0 })),
      fc.string({ unit: 'grapheme' }).map((args) => ({
        text: sse({
          type: 'response.output_item.done',
          item: { type: 'function_call', name: 'f', arguments: args },
        }),
        news: 1,
      })),
      fc.nat().map((tokens) => ({ text: completed({ input_tokens: tokens, output_tokens: 2 }), news: 1 })),
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(fc.nat()), fc.boolean(), (events, places, crlf) => {
        const text = events.map((one) => one.text).join('');
        const bytes = Buffer.from(crlf ? text.replaceAll('\n', '\r\n') : text);
        const sorted = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
        const chunks = [...sorted, bytes.length].map((end, at) => bytes.subarray(sorted[at - 1] ?? 0, end));
        const news = newsOf(chunks);
        expect(news).toEqual(newsOf([bytes]));
        expect(news).toHaveLength(events.reduce((sum, one) => sum + one.news, 0));
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        newsOf(chunks);
      }),
    );
  });

  it('goes deaf instead of growing without end, and does not mind more bytes', () => {
    const endless = [
      Buffer.from('data: '),
      ...Array.from({ length: 40 }, () => Buffer.alloc(1024 * 1024, 'x')),
    ];
    expect(newsOf([Buffer.from(textDelta('a')), ...endless, Buffer.from(`\n\n${textDelta('b')}`)])).toEqual([
      { type: 'delta', kind: 'text', text: 'a' },
    ]);
  });
});

describe('an event', () => {
  const usage = {
    input_tokens: 100,
    output_tokens: 20,
    input_tokens_details: { cached_tokens: 60 },
    output_tokens_details: { reasoning_tokens: 5 },
  };
  const read20 = { inputTokens: 100, cachedInputTokens: 60, outputTokens: 20, reasoningTokens: 5 };

  it.each<[Record<string, unknown>, StreamNews | null]>([
    [
      { type: 'response.output_text.delta', delta: 'a' },
      { type: 'delta', kind: 'text', text: 'a' },
    ],
    [
      { type: 'response.reasoning_text.delta', delta: 'a' },
      { type: 'delta', kind: 'reasoning', text: 'a' },
    ],
    [
      { type: 'response.reasoning_summary_text.delta', delta: 'a' },
      { type: 'delta', kind: 'reasoning', text: 'a' },
    ],
    [
      { type: 'response.function_call_arguments.delta', delta: 'a' },
      { type: 'delta', kind: 'tool', text: 'a' },
    ],
    [
      { type: 'response.custom_tool_call_input.delta', delta: 'a' },
      { type: 'delta', kind: 'tool', text: 'a' },
    ],
    [{ type: 'response.output_text.delta', delta: '' }, null],
    [{ type: 'response.output_text.delta', delta: 3 }, null],
    [
      { type: 'response.output_item.done', item: { type: 'function_call', name: 'f', arguments: '{}' } },
      { type: 'tool_call', name: 'f', arguments: '{}' },
    ],
    [
      {
        type: 'response.output_item.done',
        item: { type: 'custom_tool_call', name: 'apply_patch', input: '***' },
      },
      { type: 'tool_call', name: 'apply_patch', arguments: '***' },
    ],
    [{ type: 'response.output_item.done', item: { type: 'message' } }, { type: 'item_done' }],
    [
      { type: 'response.completed', response: { usage } },
      { type: 'completed', usage: read20 },
    ],
    [
      { type: 'response.completed', response: { usage: null } },
      { type: 'completed', usage: null },
    ],
    [
      { type: 'response.completed', response: {} },
      { type: 'completed', usage: null },
    ],
    [{ type: 'response.completed' }, { type: 'completed', usage: null }],
    [
      { type: 'response.completed', response: { usage: { input_tokens: -1, output_tokens: 'x' } } },
      {
        type: 'completed',
        usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 },
      },
    ],
    [
      { type: 'response.failed', response: { error: { code: 'x', message: 'no' } } },
      { type: 'failed', message: 'no', usage: null },
    ],
    [
      {
        type: 'response.incomplete',
        response: { usage, incomplete_details: { reason: 'max_output_tokens' } },
      },
      { type: 'failed', message: 'max_output_tokens', usage: read20 },
    ],
    [
      { type: 'response.failed' },
      { type: 'failed', message: 'The runtime ended the answer with response.failed.', usage: null },
    ],
    [
      { type: 'error', error: { message: 'no' } },
      { type: 'failed', message: 'no', usage: null },
    ],
    [
      { type: 'error', message: 'no' },
      { type: 'failed', message: 'no', usage: null },
    ],
    [
      { type: 'error', odd: 1 },
      { type: 'failed', message: '{"type":"error","odd":1}', usage: null },
    ],
    [{ type: 'response.in_progress' }, null],
    [{ type: 'constructor' }, null],
    [{ delta: 'a' }, null],
  ])('%j', (data, news) => {
    expect(read(data)).toEqual(news);
  });

  it('is of the type in its data, by which Codex goes, or else of its name', () => {
    expect(read({ type: 'response.output_text.delta', delta: 'a' }, 'message')).toMatchObject({
      type: 'delta',
    });
    expect(read({ error: { message: 'no' } }, 'error')).toMatchObject({ type: 'failed', message: 'no' });
  });

  it('that is no JSON, or no object, says nothing', () => {
    for (const data of ['[DONE]', '', 'null', '3', '[]', '"x"'])
      expect(readEvent(undefined, data)).toBeNull();
  });
});
