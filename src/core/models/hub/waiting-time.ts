/** How long a hub that says 429 wants us to wait. */
import type { IncomingHttpHeaders } from 'node:http';

/** The hub counts in windows of five minutes; a date far away is somebody's mistake. */
const longestMs = 15 * 60_000;
const defaultMs = 30_000;

function headerText(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

/**
 * Milliseconds to wait, from `RateLimit: "resolvers";r=0;t=55` (draft-ietf-httpapi-ratelimit-headers) or
 * `Retry-After` (seconds or a date); half a minute when neither can be read. `now` in milliseconds since the epoch.
 */
export function waitingTime(headers: IncomingHttpHeaders, now: number): number {
  const after = headerText(headers, 'retry-after').trim();
  const reset = [...headerText(headers, 'ratelimit').matchAll(/;\s*r=(\d+)\s*;\s*t=(\d+)/g)];
  // Several quotas may be told; the ones that are used up count.
  const used = reset.filter(([, left]) => left === '0').map(([, , seconds]) => Number(seconds) * 1000);
  const date = Date.parse(after);
  const asked =
    used.length > 0
      ? Math.max(...used)
      : /^\d+(?:\.\d+)?$/.test(after)
        ? Number(after) * 1000
        : Number.isNaN(date)
          ? defaultMs
          : date - now;
  return Math.min(longestMs, Math.max(0, asked));
}
