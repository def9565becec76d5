/** Token counts. */
import { describe, expect, it } from 'vitest';
import { message } from './items.ts';
import type { InputItem, ResponsesRequest } from './request.ts';
import { sampleValue } from './sample.ts';
import { promptTokens, usageOf } from './usage.ts';

const user: InputItem = { role: 'user', content: 'x'.repeat(4000) };
const round: InputItem[] = [
  { type: 'function_call', name: 'exec_command', arguments: '{}' },
  { type: 'function_call_output', output: 'y'.repeat(400) },
];
const request = (...input: InputItem[]): ResponsesRequest => ({ model: 'm', input });

describe('usage', () => {
  it('is about a quarter of the bytes', () => {
    const tokens = promptTokens(request(user));
    expect(tokens).toBeGreaterThan(1000);
    expect(tokens).toBeLessThan(1030);
  });

  it('has nothing cached on the first call, and a prefix that grows from then on', () => {
    const cached = [request(user), request(user, ...round), request(user, ...round, ...round)].map(
      (one) => usageOf(one, [], undefined)?.input_tokens_details.cached_tokens,
    );
    expect(cached[0]).toBe(0);
    expect(cached[1]).toBeGreaterThan(900);
    expect(cached[2]).toBeGreaterThan(cached[1] ?? 0);
  });

  it('counts what was generated, and adds up', () => {
    const usage = usageOf(request(user), [message('z'.repeat(400))], undefined);
    expect(usage?.output_tokens).toBe(104);
    expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + 104);
  });

  it('can be overridden, or left out', () => {
    expect(usageOf(request(user), [], { input: 31_000 })?.input_tokens).toBe(31_000);
    expect(usageOf(request(user), [], 'none')).toBeNull();
  });
});

describe('a sample of a schema', () => {
  it('has every property, and takes the first of alternatives', () => {
    const schema = {
      type: 'object',
      properties: {
        verdict: { enum: ['yes', 'no'] },
        reasons: { type: 'array', items: { type: 'string' } },
        score: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
        sure: { type: ['boolean', 'null'] },
      },
    };
    expect(sampleValue(schema)).toEqual({ verdict: 'yes', reasons: ['rehearsal'], score: 1, sure: true });
  });

  it('is null where the schema says nothing', () => {
    expect(sampleValue(undefined)).toBeNull();
  });
});
