/** Token counts that look like a real server's: about four bytes a token, and a cached prefix that grows. */
import type { UsageOverride } from '../script/schema.ts';
import { generatedText, type OutputItem } from './items.ts';
import { inputItems, type ResponsesRequest } from './request.ts';

export interface ResponseUsage {
  input_tokens: number;
  input_tokens_details: { cached_tokens: number };
  output_tokens: number;
  output_tokens_details: { reasoning_tokens: number };
  total_tokens: number;
}

const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);
const jsonTokens = (value: unknown): number => (value === undefined ? 0 : tokensOf(JSON.stringify(value)));

/** Tokens of the whole prompt, as the context check of the server sees it. */
export function promptTokens(request: ResponsesRequest): number {
  return (
    jsonTokens(request.instructions ?? undefined) +
    jsonTokens(request.tools ?? undefined) +
    jsonTokens(request.input)
  );
}

/** Tokens of what the previous call of the conversation already held: everything before the newest model output. */
function cachedTokens(request: ResponsesRequest): number {
  const items = inputItems(request);
  const made = (index: number): boolean => {
    const item = items[index];
    return (
      item?.role === 'assistant' || item?.type === 'reasoning' || (item?.type?.endsWith('_call') ?? false)
    );
  };
  let end = items.length - 1;
  while (end >= 0 && !made(end)) end -= 1;
  while (end > 0 && made(end - 1)) end -= 1;
  if (end <= 0) return 0;
  const prefix = { ...request, input: items.slice(0, end) };
  // Servers reuse whole blocks.
  return Math.floor(promptTokens(prefix) / 64) * 64;
}

/** The usage block of a response; null where the script says that the server sends none. */
export function usageOf(
  request: ResponsesRequest,
  items: readonly OutputItem[],
  override: UsageOverride | undefined,
): ResponseUsage | null {
  if (override === 'none') return null;
  const reasoning =
    override?.reasoning ??
    items.reduce((sum, item) => sum + (item.type === 'reasoning' ? tokensOf(generatedText(item)) : 0), 0);
  const generated = items.reduce((sum, item) => sum + tokensOf(generatedText(item)) + 4, 0);
  const input = override?.input ?? promptTokens(request);
  const output = override?.output ?? generated;
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: Math.min(input, override?.cached ?? cachedTokens(request)) },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: Math.min(output, reasoning) },
    total_tokens: input + output,
  };
}
