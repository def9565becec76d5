/** Opens and closes the record of an attempt: what it was, how it ended, what it cost. */
import { z } from 'zod';
import { readUserConfig } from '../codex/index.ts';
import { type EventBody, noUsage, type Run, type RunFailure, type VerifyResult } from '../schema/index.ts';
import { costOf } from './cost.ts';
import type { EndReason } from './ending.ts';
import { ownUsage } from './own-usage.ts';
import type { AttemptPlan, AttemptResult, ExecServices } from './plan.ts';
import type { Recorder } from './recorder.ts';
import type { RelaySummary } from './relay-observer.ts';
import type { TimelineFacts } from './timeline.ts';

/** What is kept of a prompt, in UTF-16 units; one of this length may have been cut. */
export const keptPromptLength = 64 * 1024;

const ErrorBody = z.object({
  error: z.union([
    z.string(),
    z.looseObject({ message: z.string(), param: z.string().nullish(), type: z.string().nullish() }),
  ]),
});

export function openRecord(plan: AttemptPlan, { store, settings, env }: ExecServices): void {
  const { args, decision, target } = plan;
  const run: Run = {
    id: plan.runId,
    chainId: plan.chainId,
    attempt: plan.attempt,
    parentId: plan.parent?.id ?? null,
    parentKind: plan.parent?.kind ?? null,
    origin: plan.origin,
    taskClass: args.ours.task,
    requestedRoute: decision.requested,
    route: plan.route,
    mode: plan.mode,
    reason: plan.reason,
    runtime: target?.shown ?? plan.provider ?? null,
    model: target?.model ?? args.codex.model ?? settings.cloud.model ?? readUserConfig(env).model ?? null,
    cwd: plan.workspace,
    sandbox: args.codex.sandbox,
    prompt: plan.prompt.slice(0, keptPromptLength),
    threadId: null,
    ownerPid: process.pid,
    codexPid: null,
    status: 'running',
    startedAt: Date.now(),
    endedAt: null,
    exitCode: null,
    signal: null,
    failure: null,
    verify: null,
    usage: noUsage,
    costUsd: null,
    costAvoidedUsd: null,
    modelCalls: 0,
    requestsOffMachine: target ? 0 : null,
    firstTokenMs: null,
    tokensPerSecond: null,
    activity: 'starting',
  };
  store.insert(run);
}

export interface Ended {
  plan: AttemptPlan;
  services: ExecServices;
  recorder: Recorder;
  exit: { exitCode: number | null; signal: NodeJS.Signals | null };
  /** Why it was ended from outside, if it was. */
  reason: EndReason | null;
  facts: Readonly<TimelineFacts>;
  relayed: RelaySummary;
  /** Tail of stderr. */
  stderr: string;
  verify: VerifyResult | null;
}

/** Writes the outcome and returns it. */
export async function closeRecord(ended: Ended): Promise<AttemptResult> {
  const { plan, services, recorder, exit, reason, facts, relayed, stderr, verify } = ended;
  const failure = failureOf(ended);
  const outcome = reason?.kind === 'cancelled' ? 'cancelled' : failure ? 'failed' : 'succeeded';
  const note = (body: EventBody) => recorder.event({ at: Date.now(), source: 'brainswap', key: null, body });
  // Codex says why it could not start on stderr alone.
  if (failure && plan.args.codex.flags.has('json') && stderr !== '') note({ type: 'stderr', text: stderr });
  if (reason?.kind === 'limit') note({ type: 'stopped', ...reason.failure });
  if (reason?.kind === 'cancelled') {
    note({ type: 'stopped', code: 'cancelled', message: `Cancelled (${reason.signal}).` });
  }
  const usage = ownUsage(relayed, facts, plan.resumes !== null);
  recorder.patch({
    status: outcome,
    endedAt: Date.now(),
    exitCode: exit.exitCode,
    signal: exit.signal,
    failure,
    verify,
    usage,
    ...(await costOf({
      route: plan.route,
      model: services.store.get(plan.runId)?.model ?? null,
      usage,
      referenceModel: services.settings.referenceModel,
      succeeded: outcome === 'succeeded',
    })),
  });
  recorder.flush();
  return { runId: plan.runId, ...exit, outcome, failure };
}

function failureOf({ reason, exit, facts, relayed, stderr, verify }: Ended): RunFailure | null {
  if (reason?.kind === 'limit') return reason.failure;
  if (reason?.kind === 'cancelled') return null;
  if (exit.signal !== null) return { code: 'codex_killed', message: `Codex was ended by ${exit.signal}.` };
  if (exit.exitCode !== 0) {
    const said = relayed.lastError ? runtimeWords(relayed.lastError) : (facts.failed ?? lastWords(stderr));
    const code = relayed.lastError ? 'runtime_error' : 'codex_failed';
    return { code, message: said || `Codex ended with exit code ${exit.exitCode} and said nothing.` };
  }
  if (verify && verify.exitCode !== 0) {
    const how = verify.exitCode === null ? 'did not end' : `ended with exit code ${verify.exitCode}`;
    return { code: 'verify_failed', message: `Verify failed: ${verify.command} ${how}.` };
  }
  return null;
}

/** An error body in words: servers wrap them in JSON, each in its own way. */
function runtimeWords(body: string): string {
  try {
    const { error } = ErrorBody.parse(JSON.parse(body));
    if (typeof error === 'string') return `The runtime said: ${error}`;
    if (error.type === 'brainswap_relay') return error.message;
    return `The runtime said: ${error.message}${error.param ? ` (${error.param})` : ''}`;
  } catch {
    // The relay's own words for a runtime that went away.
    if (/^The (local )?runtime /.test(body)) return body;
    return `The runtime said: ${body.slice(0, 2_000)}`;
  }
}

/** The last line of stderr that says something. */
function lastWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(Stack backtrace|\s*<unknown>)/.test(line));
  return (lines.findLast((line) => /^error/i.test(line)) ?? lines.at(-1) ?? '').slice(0, 2_000);
}
