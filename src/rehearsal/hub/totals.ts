/** Counts what the stand-in hub gave out, by file, and who was shown a token. */
import { z } from 'zod';

export const HubTotals = z.object({
  requests: z.number().int(),
  /** Bytes of files that were handed to the network. */
  bodyBytes: z.number().int(),
  byFile: z.record(z.string(), z.number().int()),
  /** Requests that carried a token, by host and port. */
  authorized: z.record(z.string(), z.number().int()),
});
export type HubTotals = z.infer<typeof HubTotals>;

export function noTotals(): HubTotals {
  return { requests: 0, bodyBytes: 0, byFile: {}, authorized: {} };
}

export function countRequest(totals: HubTotals, host: string, authorized: boolean): void {
  totals.requests += 1;
  if (authorized) totals.authorized[host] = (totals.authorized[host] ?? 0) + 1;
}

export function countBytes(totals: HubTotals, path: string, bytes: number): void {
  totals.bodyBytes += bytes;
  totals.byFile[path] = (totals.byFile[path] ?? 0) + bytes;
}
