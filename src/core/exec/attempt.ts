/** One attempt: start the relay and Codex, record what happens, end it when told to, verify, close the record. */
import { type Relay, startRelay } from '../bridge/index.ts';
import { type CodexProcess, launchCodex } from '../codex/index.ts';
import { warmPrices } from '../pricing/index.ts';
import { type NewEvent, printable } from '../schema/index.ts';
import { attemptCommand } from './attempt-command.ts';
import { closeRecord, openRecord } from './attempt-record.ts';
import { type Ending, watchForEnding } from './ending.ts';
import { followCodex, rolloutEnd } from './follow.ts';
import type { AttemptPlan, AttemptResult, ExecServices } from './plan.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { observeRelay } from './relay-observer.ts';
import type { OutputSink } from './sink.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { verifyAttempt } from './verify-attempt.ts';
import { createWatchdog } from './watchdog.ts';

type CodexExit = Awaited<CodexProcess['ended']>;

const cannotFollow = { code: 'not_followed', message: "Codex's output could not be read any more." };

/** Runs one attempt to its end. Never throws for what Codex does; throws when Codex cannot be started at all. */
export async function runAttempt(
  plan: AttemptPlan,
  services: ExecServices,
  sink: OutputSink,
  cancel: AbortSignal,
): Promise<AttemptResult> {
  const { store, feed, settings } = services;
  openRecord(plan, services);
  const say = (words: string) => void sink.stderr(Buffer.from(`brainswap: ${printable(words)}\n`));
  const recorder = createRecorder(store, feed, plan.runId, say);
  const note = (body: NewEvent['body']) =>
    recorder.event({ at: Date.now(), source: 'brainswap', key: null, body });
  note({ type: 'route_chosen', route: plan.route, reason: plan.reason });
  const onProblem = (message: string) => note({ type: 'note', message });
  const ending = watchForEnding({ runId: plan.runId, store, feed, cancel, onProblem });
  const watchdog = createWatchdog(settings.watchdog, ending.stop);
  const upstream = plan.target?.runtime ?? null;
  const timeline = createTimeline(recorder, watchdog, upstream !== null);
  const observer = observeRelay(timeline, recorder, watchdog, upstream?.baseUrl ?? null);
  let relay: Relay | null = null;
  try {
    relay = upstream && (await startRelay({ baseUrl: upstream.baseUrl, token: upstream.token }, observer));
    const { exit, stderr } = await runCodex({ plan, services, relay, sink, ending, recorder, timeline });
    watchdog.dispose();
    const verify =
      exit.exitCode === 0 && ending.reason === null
        ? await verifyAttempt(plan, services, recorder, ending.signal)
        : null;
    return await closeRecord({
      plan,
      services,
      recorder,
      exit,
      reason: ending.reason,
      facts: timeline.facts,
      relayed: observer.summary(),
      stderr,
      verify,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    recorder.patch({ status: 'failed', endedAt: Date.now(), failure: { code: 'codex_unusable', message } });
    throw error;
  } finally {
    watchdog.dispose();
    ending.dispose();
    // The calls that closing the relay cuts off belong into the record.
    await relay?.close();
    recorder.close();
  }
}

interface Running {
  plan: AttemptPlan;
  services: ExecServices;
  relay: Relay | null;
  sink: OutputSink;
  ending: Ending;
  recorder: Recorder;
  timeline: Timeline;
}

/** Starts Codex and sees it to its end; not at all for an attempt that was cancelled before. */
async function runCodex(running: Running): Promise<{ exit: CodexExit; stderr: string }> {
  const { plan, services, relay, sink, ending, recorder, timeline } = running;
  const { args, env, codexHome } = attemptCommand(plan, services, relay, sink);
  const rolloutStart = await rolloutEnd(codexHome, plan.resumes);
  if (ending.reason) return { exit: { exitCode: null, signal: null }, stderr: '' };
  const { program, stdin, startFolder: cwd } = plan;
  const codex = await launchCodex({ program, args, env, cwd, stdin });
  recorder.patch({ codexPid: codex.pid });
  ending.started(codex.pid);
  const following = followCodex({ plan, codex, codexHome, rolloutStart, timeline, sink });
  // Nobody reads its output any more: Codex would wait for us for ever. The error itself is thrown below.
  following.catch(() => ending.stop(cannotFollow));
  // Codex is starting; the prices will be wanted at the end.
  void warmPrices();
  const exit = await codex.ended;
  await ending.ended();
  const { stderr } = await following;
  return { exit, stderr };
}
