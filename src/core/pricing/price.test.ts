/** Prices as a person would work them out by hand from OpenAI's list. */
import { describe, expect, it } from 'vitest';
import { noUsage } from '../schema/index.ts';
import { priceOf } from './index.ts';

const million = 1_000_000;

describe('priceOf', () => {
  it('charges input and output of a known model', async () => {
    // gpt-5: 1.25 dollars a million in, 10 out.
    expect(await priceOf('gpt-5', { ...noUsage, inputTokens: million, outputTokens: million })).toBeCloseTo(
      11.25,
      6,
    );
  });

  it('charges cached tokens at their own, lower price', async () => {
    const plain = await priceOf('gpt-5', { ...noUsage, inputTokens: million });
    const cached = await priceOf('gpt-5', { ...noUsage, inputTokens: million, cachedInputTokens: million });
    expect(plain).toBeCloseTo(1.25, 6);
    expect(cached).toBeCloseTo(0.125, 6);
  });

  it('is nothing for no tokens', async () => {
    expect(await priceOf('gpt-5', noUsage)).toBe(0);
  });

  it('finds models of other providers', async () => {
    expect(await priceOf('claude-sonnet-4-5', { ...noUsage, outputTokens: million })).toBeGreaterThan(1);
  });

  it('does not guess for a model it does not know', async () => {
    expect(await priceOf('qwen3.6-35b-a3b-ud-mlx-of-mine', { ...noUsage, inputTokens: 10 })).toBeNull();
  });
});
