/** What a client sends to `/v1/responses`: enough of it to understand the conversation, the rest kept as it came. */
import { z } from 'zod';

const Part = z.looseObject({ type: z.string().optional(), text: z.string().optional() });
const Content = z.union([z.string(), z.array(Part)]);

export const InputItem = z.looseObject({
  type: z.string().optional(),
  role: z.string().optional(),
  content: Content.nullish(),
  output: Content.nullish(),
});
export type InputItem = z.infer<typeof InputItem>;

export const ResponsesRequest = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(InputItem)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  max_output_tokens: z.number().nullish(),
  prompt_cache_key: z.string().nullish(),
  tools: z.array(z.looseObject({ type: z.string() })).nullish(),
  text: z.looseObject({ format: z.looseObject({ type: z.string() }).nullish() }).nullish(),
});
export type ResponsesRequest = z.infer<typeof ResponsesRequest>;

/** The text of a message or of a tool output. */
export function textOf(content: z.infer<typeof Content> | null | undefined): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  return content.map((part) => part.text ?? '').join('\n');
}

/** The input as items; a bare text is one user message. */
export function inputItems(request: ResponsesRequest): InputItem[] {
  if (typeof request.input !== 'string') return request.input;
  return request.input === '' ? [] : [{ type: 'message', role: 'user', content: request.input }];
}

const Tool = z.looseObject({ name: z.string().optional(), tools: z.array(z.unknown()).optional() });

/**
 * Names of the tools that the client offers, those inside namespaces too; null when it offers none at all. Codex sends
 * them in `tools`, and for some cloud models in an input item of type `additional_tools`.
 */
export function offeredTools(request: ResponsesRequest): Set<string> | null {
  const names = new Set<string>();
  const collect = (tools: readonly unknown[]): void => {
    for (const candidate of tools) {
      const tool = Tool.safeParse(candidate).data;
      if (tool?.name !== undefined) names.add(tool.name);
      if (tool?.tools) collect(tool.tools);
    }
  };
  collect(request.tools ?? []);
  for (const item of inputItems(request)) {
    if (item.type === 'additional_tools' && Array.isArray(item.tools)) collect(item.tools);
  }
  return names.size > 0 ? names : null;
}
