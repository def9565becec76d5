/** The request log of a stand-in: what came in, without any secret. */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

export const LogEntry = z.object({
  /** 1 for the first request since the start or the last reset. */
  number: z.number().int(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  method: z.string(),
  path: z.string(),
  requestBytes: z.number().int(),
  responseBytes: z.number().int(),
  /** HTTP status; 0 when the connection ended before one was sent. */
  status: z.number().int(),
  /** Null while the answer is still going out. */
  durationMs: z.number().nullable(),
  /** The connection ended before the answer was complete. */
  aborted: z.boolean(),
  /** Without authorization, cookies and keys. */
  headers: z.record(z.string(), z.string()),
  /** Whether a bearer token came along; never the token. */
  authorized: z.boolean(),
  /** The JSON body; null when there was none, or when two hundred newer requests have come. */
  body: z.unknown(),
  /** Of model calls: who answered. */
  scenario: z.string().nullable(),
  turn: z.number().int().nullable(),
  attempt: z.number().int().nullable(),
});
export type LogEntry = z.infer<typeof LogEntry>;

/** A stand-in may run for days: so many entries are kept, and so many of the newest keep their body. */
const keptEntries = 1000;
const keptBodies = 200;

export interface RequestLog {
  open(method: string, path: string, headers: IncomingHttpHeaders): LogEntry;
  /** Takes an entry out again: the control endpoints do not log themselves. */
  drop(entry: LogEntry): void;
  entries(): readonly LogEntry[];
  reset(): void;
}

const secret = /authorization|cookie|api-key|token/;

function readable(headers: IncomingHttpHeaders): Record<string, string> {
  const named = Object.entries(headers).filter(([name]) => !secret.test(name));
  return Object.fromEntries(named.map(([name, value]) => [name, String(value)]));
}

export function createRequestLog(now: () => number = Date.now): RequestLog {
  let entries: LogEntry[] = [];
  let count = 0;
  return {
    open(method, path, headers) {
      count += 1;
      const entry: LogEntry = {
        number: count,
        at: now(),
        method,
        path,
        requestBytes: 0,
        responseBytes: 0,
        status: 0,
        durationMs: null,
        aborted: false,
        headers: readable(headers),
        authorized: headers.authorization !== undefined,
        body: null,
        scenario: null,
        turn: null,
        attempt: null,
      };
      entries.push(entry);
      if (entries.length > keptEntries) entries = entries.slice(-keptEntries);
      const aged = entries.at(-1 - keptBodies);
      if (aged) aged.body = null;
      return entry;
    },
    drop(entry) {
      entries = entries.filter((other) => other !== entry);
      count -= 1;
    },
    entries: () => entries,
    reset() {
      entries = [];
      count = 0;
    },
  };
}
