/** Reads a request to `/v1/responses` as a stand-in logged it. */
import { z } from 'zod';

const Request = z.looseObject({
  model: z.string(),
  tools: z.array(z.looseObject({ type: z.string(), name: z.string().optional() })),
  input: z.array(
    z.looseObject({
      type: z.string(),
      role: z.string().optional(),
      content: z.array(z.looseObject({ text: z.string().optional() })).optional(),
      output: z.unknown().optional(),
    }),
  ),
});
export type Request = z.infer<typeof Request>;

export const readRequest = (body: unknown): Request => Request.parse(body);

/** The texts of all messages of a role. */
export function textsOf(request: Request, role: string): string[] {
  return request.input
    .filter((item) => item.type === 'message' && item.role === role)
    .map((item) => (item.content ?? []).map(({ text }) => text ?? '').join(''));
}

/** What the tools answered, oldest first. */
export function toolOutputs(request: Request): string[] {
  return request.input
    .filter(({ type }) => type.endsWith('_call_output'))
    .map(({ output }) => (typeof output === 'string' ? output : JSON.stringify(output)));
}
