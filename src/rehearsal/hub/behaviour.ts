/** How the stand-in hub behaves right now; tests change it while it runs, through `POST /rehearsal/behaviour`. */
import { z } from 'zod';

const times = z.number().int().nonnegative();
/** Strikes answers that carry bytes of a file, `times` times; `path` limits it to one file. */
const fault = { times, path: z.string().optional() };

export const HubBehaviour = z.strictObject({
  /** Every connection is reset before an answer, as if the network were gone. */
  refuse: z.boolean(),
  /** Milliseconds before the headers of every answer. */
  latencyMs: z.number().int().nonnegative(),
  /** Of each connection; null sets no limit. */
  bytesPerSecond: z.number().positive().nullable(),
  /** Entries of one page of a listing. */
  pageSize: z.number().int().positive(),
  /** The one right token; another one is refused. */
  token: z.string(),
  /** Life of a signed address, in milliseconds; the real hub's live about an hour. */
  signedForMs: z.number().int().nonnegative(),
  /** 200 with the whole file to a request for a range. */
  ignoreRange: times,
  /** 429 to requests for files and listings, `seconds` until one may come again. */
  tooMany: z.strictObject({
    times,
    seconds: z.number().nonnegative(),
    header: z.enum(['RateLimit', 'Retry-After']),
  }),
  /** This status in place of an answer, e.g. 503. */
  failure: z.strictObject({ times, status: z.number().int().min(400).max(599) }),
  /** The connection is reset after so many bytes of a file. */
  cut: z.strictObject({ ...fault, afterBytes: z.number().int().nonnegative() }),
  /** Nothing more comes after so many bytes of a file, and the connection stays open. */
  stall: z.strictObject({ ...fault, afterBytes: z.number().int().nonnegative() }),
  /** One byte of the answer is wrong. */
  corrupt: z.strictObject(fault),
});
export type HubBehaviour = z.infer<typeof HubBehaviour>;

export const HubBehaviourChange = HubBehaviour.partial();
export type HubBehaviourChange = Partial<HubBehaviour>;

export const defaultHubBehaviour: HubBehaviour = {
  refuse: false,
  latencyMs: 0,
  bytesPerSecond: null,
  pageSize: 50,
  token: 'rehearsal-token',
  signedForMs: 3_600_000,
  ignoreRange: 0,
  tooMany: { times: 0, seconds: 1, header: 'RateLimit' },
  failure: { times: 0, status: 503 },
  cut: { times: 0, afterBytes: 0 },
  stall: { times: 0, afterBytes: 0 },
  corrupt: { times: 0 },
};
