/** Opens and closes the record of an attempt: what it was, how it ended, what it cost. */
import { z } from 'zod';
import type { RunStore } from '../runs/index.ts';
import { noUsage, type Run, type RunFailure, type VerifyResult } from '../schema/index.ts';
import type { EndReason } from './attempt.ts';
import { costOf } from './cost.ts';
import type { FollowedFacts } from './follow.ts';
import { ownUsage } from './own-usage.ts';
import type { AttemptPlan, AttemptResult, ExecServices } from './plan.ts';
import type { Recorder } from './recorder.ts';
import type { RelaySummary } from './relay-observer.ts';
import type { OutputSink } from './sink.ts';

const promptLimit = 64 * 1024;

const ErrorBody = z.object({
  error: z.union([
    z.string(),
    z.looseObject({ message: z.string(), param: z.string().nullish(), type: z.string().nullish() }),
  ]),
});

export function openRecord(plan: AttemptPlan, store: RunStore): void {
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
    runtime: target?.shown ?? null,
    model: target?.model ?? args.codex.model,
    cwd: plan.workspace,
    sandbox: args.codex.sandbox,
    prompt: plan.prompt.slice(0, promptLimit),
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
  ending: EndReason | null;
  facts: FollowedFacts;
  verify: VerifyResult | null;
  relayed: RelaySummary;
  sink: OutputSink;
}

/** Writes the outcome and returns it. */
export async function closeRecord(ended: Ended): Promise<AttemptResult> {
  const { plan, services, recorder, exit, facts, relayed } = ended;
  const failure = failureOf(ended);
  const outcome = ended.ending?.kind === 'cancelled' ? 'cancelled' : failure ? 'failed' : 'succeeded';
  if (ended.ending) {
    const body =
      ended.ending.kind === 'limit'
        ? ended.ending.failure
        : { code: 'cancelled', message: `Cancelled (${ended.ending.signal}).` };
    recorder.event({ at: Date.now(), source: 'brainswap', key: null, body: { type: 'stopped', ...body } });
  }
  const usage = plan.route === 'local' && relayed.calls > 0 ? relayed.usage : ownUsage(plan, facts);
  recorder.patch({
    status: outcome,
    endedAt: Date.now(),
    exitCode: exit.exitCode,
    signal: exit.signal,
    failure,
    usage,
    ...(await costOf(plan, services.settings, usage)),
  });
  recorder.flush();
  return { runId: plan.runId, ...exit, outcome, failure };
}

function failureOf({ ending, exit, facts, relayed, verify }: Ended): RunFailure | null {
  if (ending?.kind === 'limit') return ending.failure;
  if (ending?.kind === 'cancelled') return null;
  if (exit.signal !== null) return { code: 'codex_killed', message: `Codex was ended by ${exit.signal}.` };
  if (exit.exitCode !== 0) {
    const said = relayed.lastError
      ? runtimeWords(relayed.lastError)
      : (facts.failed ?? lastWords(facts.stderr));
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
