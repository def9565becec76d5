/** What tokens cost at list price, from the price table of @pydantic/genai-prices. Never asks the network. */
import type { Usage } from '../schema/index.ts';

/**
 * US dollars for `usage` on `model`, cached prompt tokens at their own price; OpenAI's models first, then any provider's.
 * Null where the table does not know the model. The table takes 70 ms to load, so it is loaded on the first call only.
 */
export async function priceOf(model: string, usage: Usage): Promise<number | null> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  const tokens = {
    input_tokens: usage.inputTokens,
    cache_read_tokens: Math.min(usage.cachedInputTokens, usage.inputTokens),
    output_tokens: usage.outputTokens,
  };
  const found = calcPrice(tokens, model, { providerId: 'openai' }) ?? calcPrice(tokens, model);
  return found?.total_price ?? null;
}

/** Loads the price table ahead of time, while there is nothing else to do. */
export async function warmPrices(): Promise<void> {
  await import('@pydantic/genai-prices');
}
