/** Whether the local runtime can be used, as shown on screen. Pure schema, safe to import in a browser. */
import { z } from 'zod';

export const RuntimeState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    kind: z.string(),
    baseUrl: z.string(),
    model: z.string(),
    models: z.array(z.string()),
    contextLength: z.number().int().nullable(),
    rehearsal: z.boolean(),
  }),
  /** Reachable, but no model is loaded. */
  z.object({
    state: z.literal('idle'),
    kind: z.string(),
    baseUrl: z.string(),
    models: z.array(z.string()),
    rehearsal: z.boolean(),
    message: z.string(),
    command: z.string().nullable(),
  }),
  z.object({
    state: z.literal('down'),
    kind: z.string(),
    baseUrl: z.string().nullable(),
    message: z.string(),
    command: z.string().nullable(),
  }),
]);
export type RuntimeState = z.infer<typeof RuntimeState>;
