/** A run: one `codex exec`, from spawn to exit. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { Usage } from './usage.ts';

export const RouteName = z.enum(['local', 'cloud']);
export type RouteName = z.infer<typeof RouteName>;

/** What the caller asked for; `auto` lets the routing table decide. */
export const RouteRequest = z.enum(['local', 'cloud', 'auto']);
export type RouteRequest = z.infer<typeof RouteRequest>;

/** How Codex was set up: `lean` and `stock` are local, `cloud` is the user's own configuration. */
export const RunMode = z.enum(['lean', 'stock', 'cloud']);
export type RunMode = z.infer<typeof RunMode>;

export const RunStatus = z.enum([
  'running',
  'verifying',
  'succeeded',
  'failed',
  'cancelled',
  /** Brainswap itself died (kill -9, power cut) while this run was going on. */
  'interrupted',
]);
export type RunStatus = z.infer<typeof RunStatus>;
export const activeStatuses: readonly RunStatus[] = ['running', 'verifying'];

/** Who started the run. */
export const RunOrigin = z.enum(['cli', 'dashboard', 'app']);
export type RunOrigin = z.infer<typeof RunOrigin>;

/** Why this run follows another one. */
export const ParentKind = z.enum(['escalation', 'repeat', 'resume', 'fork']);
export type ParentKind = z.infer<typeof ParentKind>;

export const RunFailure = z.object({
  /** Stable identifier, e.g. `codex_failed`, `verify_failed`, `silence`, `wall_time`. */
  code: z.string(),
  /** What happened and what to do next, in words for a person. */
  message: z.string(),
});
export type RunFailure = z.infer<typeof RunFailure>;

export const VerifyResult = z.object({
  command: z.string(),
  exitCode: z.number().int().nullable(),
  /** Tail of stdout and stderr together, at most 16 KiB. */
  output: z.string(),
  durationMs: z.number(),
});
export type VerifyResult = z.infer<typeof VerifyResult>;

export const RunRuntime = z.object({
  kind: z.string(),
  /** Base URL without credentials, e.g. `http://127.0.0.1:1234/v1`. */
  baseUrl: z.string(),
  /** True when the runtime is one of our stand-ins; shown with a dashed badge everywhere. */
  rehearsal: z.boolean(),
  /** Tokens the runtime has loaded for the model, where it tells. */
  contextLength: z.number().int().nullable(),
});
export type RunRuntime = z.infer<typeof RunRuntime>;

export const Run = z.object({
  /** Sortable by start time, lower case letters and digits, e.g. `0rk5x2m9q7ab`. */
  id: z.string(),
  /** The first run of the chain this run belongs to (itself, when it is the first). */
  chainId: z.string(),
  /** 1 for the first attempt of a chain. */
  attempt: z.number().int().positive(),
  parentId: z.string().nullable(),
  parentKind: ParentKind.nullable(),
  origin: RunOrigin,
  taskClass: z.string().nullable(),
  requestedRoute: RouteRequest,
  route: RouteName,
  mode: RunMode,
  /** Why this route, in words. */
  reason: z.string(),
  runtime: RunRuntime.nullable(),
  model: z.string().nullable(),
  cwd: z.string(),
  /** Codex's sandbox as the caller gave it (`read-only`, `workspace-write`, …); null means Codex's own default. */
  sandbox: z.string().nullable(),
  /** The prompt, cut at 64 KiB. Empty when Codex reads it from a file descriptor we do not see. */
  prompt: z.string(),
  threadId: z.string().nullable(),
  /** The process that owns the run, and Codex's own process. */
  ownerPid: z.number().int(),
  codexPid: z.number().int().nullable(),
  status: RunStatus,
  /** Milliseconds since the epoch. */
  startedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  failure: RunFailure.nullable(),
  verify: VerifyResult.nullable(),
  usage: Usage,
  /** Estimates in US dollars; null when there is no price for the model. */
  costUsd: z.number().nullable(),
  costAvoidedUsd: z.number().nullable(),
  /** Number of model requests seen, and how many of them went to a host beyond this machine (null: not seen, cloud). */
  modelCalls: z.number().int(),
  requestsOffMachine: z.number().int().nullable(),
  /** Of the latest model call: milliseconds to the first token, and output tokens per second. */
  firstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  /** What it is doing or did last, in a few words, e.g. `exec_command rg -l UserDTO`. */
  activity: z.string(),
});
export type Run = z.infer<typeof Run>;

/** True while the run has not ended. */
export function isActive(run: Pick<Run, 'status'>): boolean {
  return activeStatuses.includes(run.status);
}
