/** How a stand-in behaves right now; tests change it while the server runs, through `POST /rehearsal/behaviour`. */
import { z } from 'zod';

export const Behaviour = z.strictObject({
  /** Every connection is reset before an answer, as if the server were down. */
  refuse: z.boolean(),
  /** HTTP status for every `POST /v1/responses`, e.g. 404 for a server without that endpoint; null answers. */
  responsesStatus: z.number().int().min(400).max(599).nullable(),
  /** Body for it; a text is sent as it stands. */
  responsesBody: z.unknown(),
  /** LM Studio itself answers unknown paths with 200 and an error body (its issues 618 and 1323). */
  unknownPathStatus: z.union([z.literal(404), z.literal(200)]),
  /** Milliseconds added before the headers of every model answer. */
  delayMs: z.number().int().nonnegative(),
  /** Factor on the pauses of the scripts; 0 plays them without pauses. */
  pauseFactor: z.number().nonnegative(),
  /** Rejects what the real server rejects. */
  strict: z.boolean(),
  /** Bearer token that every request must carry; null asks for none. */
  token: z.string().nullable(),
  /** Tokens that the models are loaded with; null leaves each as it was loaded. */
  contextLength: z.number().int().positive().nullable(),
  /** Loads a model that is asked for and not loaded; lists all downloaded models (just-in-time loading). */
  justInTime: z.boolean(),
});
export type Behaviour = z.infer<typeof Behaviour>;

export const BehaviourChange = Behaviour.partial();
export type BehaviourChange = Partial<Behaviour>;

export const defaultBehaviour: Behaviour = {
  refuse: false,
  responsesStatus: null,
  responsesBody: null,
  unknownPathStatus: 404,
  delayMs: 0,
  pauseFactor: 1,
  strict: true,
  token: null,
  contextLength: null,
  justInTime: true,
};
