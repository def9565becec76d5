/** One task from start to end: choose the route, run, and where the class allows it put the workspace back and run again on cloud. */
import { locateCodex, refuseContradictions, refuseForLean, withoutModel } from '../codex/index.ts';
import { decideRoute } from '../routing/index.ts';
import { newRunId } from '../runs/index.ts';
import { type ParentKind, printable, type RunOrigin } from '../schema/index.ts';
import { runAttempt } from './attempt.ts';
import { chooseTarget } from './choose-target.ts';
import { cloudProviderOf } from './cloud-provider.ts';
import { escalationReason, openSafetyNet, type SafetyNet } from './escalation.ts';
import { firstPlan, threadOf } from './first-plan.ts';
import type { ExecInput } from './input.ts';
import type { AttemptPlan, AttemptResult, ExecServices } from './plan.ts';
import { type HeldSink, holdStdout, type OutputSink } from './sink.ts';

export interface ExecRequest extends ExecInput {
  origin: RunOrigin;
  parent: { id: string; kind: ParentKind } | null;
  /** Told as soon as the first attempt is in the store. */
  onRun?: (runId: string) => void;
}

/** How the task ended: the attempt that counts is the last one. */
export interface ExecResult extends AttemptResult {
  attempts: string[];
}

/**
 * Runs a task. Bytes of the attempt that counts reach `sink`; words of our own go to its stderr behind `brainswap: `.
 * @throws CodexError, RuntimeError for what can be said before anything is started.
 */
export async function runTask(
  request: ExecRequest,
  services: ExecServices,
  sink: OutputSink,
  cancel: AbortSignal,
): Promise<ExecResult> {
  const { args } = request;
  const say = (words: string) => sink.stderr(Buffer.from(`brainswap: ${printable(words)}\n`));
  refuseContradictions(args);
  const program = locateCodex({ configured: services.settings.codex.path, env: services.env });
  const thread = threadOf(request, services);
  const decision = decideRoute({
    args,
    table: services.settings.routes,
    localMode: services.settings.local.mode,
    thread,
  });
  // Before a runtime is woken, or a record opened, for what cannot be.
  if (decision.route === 'local' && decision.mode === 'lean') refuseForLean(args);
  const { target, reason } = await chooseTarget(decision, request, thread, services, say, cancel);
  const first: AttemptPlan = {
    ...firstPlan({ request, decision, target, reason, program, thread }),
    provider: target ? null : await cloudProviderOf(services.settings.cloud),
  };
  const net = await openSafetyNet({ plan: first, services, say, cancel });
  const held = net && mustHold(request, sink) ? holdStdout(sink) : null;
  const started = runAttempt(first, services, held ?? sink, cancel);
  request.onRun?.(first.runId);
  const result = await settle(started, net);
  const why = net ? escalationReason(result) : null;
  if (!net || why === null) {
    await net?.discard();
    await held?.release();
    report(result, say);
    return { ...result, attempts: [first.runId] };
  }
  return escalate({ services, sink, cancel, first, result, net, held, why, say });
}

interface Escalation {
  services: ExecServices;
  sink: OutputSink;
  cancel: AbortSignal;
  first: AttemptPlan;
  result: AttemptResult;
  net: SafetyNet;
  held: HeldSink | null;
  why: string;
  say: (words: string) => void;
}

async function escalate(work: Escalation): Promise<ExecResult> {
  const { services, sink, cancel, first, net, held, why, say } = work;
  const restored = await putBack(work);
  if (restored === null) return { ...work.result, attempts: [first.runId] };
  const second: AttemptPlan = {
    ...first,
    runId: newRunId(Date.now()),
    attempt: 2,
    parent: { id: first.runId, kind: 'escalation' },
    route: 'cloud',
    mode: 'cloud',
    target: null,
    provider: await cloudProviderOf(services.settings.cloud),
    args: withoutModel(first.args),
    reason: `escalated from local: ${why}`,
  };
  noteEscalation(work, second.runId, restored);
  held?.drop();
  say(
    `local did not do it (${why}). The workspace is as it was before (${restored} ${restored === 1 ? 'path' : 'paths'} put back); now on cloud.`,
  );
  const result = await runAttempt(second, services, sink, cancel);
  await net.discard();
  report(result, say);
  return { ...result, attempts: [first.runId, second.runId] };
}

/** The second attempt does not hang on whether the first one's record can be written. */
function noteEscalation({ services, first, why, say }: Escalation, toRunId: string, restored: number): void {
  const body = { type: 'escalated', reason: why, toRunId, restored } as const;
  try {
    services.store.write(first.runId, {
      events: [{ at: Date.now(), source: 'brainswap', key: null, body }],
    });
    services.feed.notify();
  } catch (error) {
    say(`The record of this run could not be written (${error instanceof Error ? error.message : error}).`);
  }
}

/** The number of paths put back; null when the workspace cannot be, and then the local attempt is the one that counts. */
async function putBack({ net, held, why, say }: Escalation): Promise<number | null> {
  try {
    return await net.restore();
  } catch (error) {
    await held?.release();
    say(
      `local did not do it (${why}), and it is not tried again on cloud: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
}

/** The snapshot must not outlive an attempt that threw. */
async function settle(started: Promise<AttemptResult>, net: SafetyNet | null): Promise<AttemptResult> {
  try {
    return await started;
  } catch (error) {
    await net?.discard();
    throw error;
  }
}

/** A reader of stdout gets one attempt, the one that counts; a person at a terminal sees both. */
function mustHold({ args }: ExecRequest, sink: OutputSink): boolean {
  return !args.ours.allAttempts && !sink.stdoutIsTerminal;
}

/** Codex has said its own words already; ours are added where they say more. */
function report({ failure }: AttemptResult, say: (words: string) => void): void {
  if (failure && failure.code !== 'codex_failed') say(failure.message);
}
