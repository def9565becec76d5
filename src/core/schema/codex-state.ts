/** Whether Codex can be used, as shown on screen. Pure schema, safe to import in a browser. */
import { z } from 'zod';

export const CodexState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('found'),
    path: z.string(),
    version: z.string(),
    /** How cloud runs sign in, read passively from Codex's own files. */
    login: z.enum(['chatgpt', 'api_key', 'none']),
    /** Said when the version is not one that was tested. */
    warning: z.string().nullable(),
  }),
  z.object({ state: z.literal('missing'), message: z.string(), command: z.string() }),
]);
export type CodexState = z.infer<typeof CodexState>;
