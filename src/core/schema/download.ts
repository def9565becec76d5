/** A model download as it goes, as data. Pure schema, safe to import in a browser. */
import { z } from 'zod';

export const DownloadPhase = z.enum([
  /** Another process has this model's cache folder locked; it is waited for. */
  'waiting',
  'listing',
  'downloading',
  /** Every byte is there; what is left is to check hashes. */
  'verifying',
  'linking',
  'done',
]);
export type DownloadPhase = z.infer<typeof DownloadPhase>;

export const DownloadFile = z.object({
  path: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** Bytes on disk. */
  done: z.number().int(),
  state: z.enum(['waiting', 'downloading', 'verifying', 'done', 'reused']),
});
export type DownloadFile = z.infer<typeof DownloadFile>;

export const SkippedFile = z.object({
  path: z.string(),
  size: z.number().int(),
  /** In words, e.g. `another format of the weights`. */
  reason: z.string(),
});
export type SkippedFile = z.infer<typeof SkippedFile>;

export const DownloadProgress = z.object({
  repo: z.string(),
  revision: z.string(),
  /** Null until the hub has named it. */
  commit: z.string().nullable(),
  phase: DownloadPhase,
  paused: z.boolean(),
  /** Bytes on disk of the bytes wanted, over all files. */
  bytesDone: z.number().int(),
  bytesTotal: z.number().int(),
  /** Bytes that came over the wire in this call. */
  bytesFetched: z.number().int(),
  /** Smoothed; null before there is a rate. */
  bytesPerSecond: z.number().nullable(),
  /** Milliseconds until every byte is there; null when nobody knows. */
  etaMs: z.number().nullable(),
  files: z.array(DownloadFile),
  skipped: z.array(SkippedFile),
  retries: z.number().int(),
  stalls: z.number().int(),
  /** What a person should know now, e.g. that the hub asked to wait, or that there is no token. */
  notes: z.array(z.string()),
});
export type DownloadProgress = z.infer<typeof DownloadProgress>;
