/** Token usage of a run or of one model call, in tokens. */
import { z } from 'zod';

export const Usage = z.object({
  /** All prompt tokens, cached ones included. */
  inputTokens: z.number().int().nonnegative(),
  /** The part of `inputTokens` served from the prompt cache. */
  cachedInputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  /** The part of `outputTokens` spent on reasoning. */
  reasoningTokens: z.number().int().nonnegative(),
});
export type Usage = z.infer<typeof Usage>;

export const noUsage: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

/** `a + b`, field by field. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
  };
}

/**
 * `a - b`, field by field, never below zero. Codex reports the running total of a thread
 * (three resumed turns of 9,000 tokens read 9,000, 18,000, 27,000), so a turn's own share is a difference.
 */
export function subtractUsage(a: Usage, b: Usage): Usage {
  const floor = (n: number) => Math.max(0, n);
  return {
    inputTokens: floor(a.inputTokens - b.inputTokens),
    cachedInputTokens: floor(a.cachedInputTokens - b.cachedInputTokens),
    outputTokens: floor(a.outputTokens - b.outputTokens),
    reasoningTokens: floor(a.reasoningTokens - b.reasoningTokens),
  };
}
