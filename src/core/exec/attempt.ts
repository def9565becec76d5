/** One attempt: start the relay and Codex, record what happens, end it when told to, verify, close the record. */
import { type Relay, startRelay } from '../bridge/index.ts';
import { launchCodex } from '../codex/index.ts';
import { warmPrices } from '../pricing/index.ts';
import type { NewEvent } from '../schema/index.ts';
import { attemptCommand } from './attempt-command.ts';
import { closeRecord, openRecord } from './attempt-record.ts';
import { watchForEnding } from './ending.ts';
import { followCodex, rolloutEnd } from './follow.ts';
import type { AttemptPlan, AttemptResult, ExecServices } from './plan.ts';
import { createRecorder } from './recorder.ts';
import { observeRelay } from './relay-observer.ts';
import type { OutputSink } from './sink.ts';
import { createTimeline } from './timeline.ts';
import { verifyAttempt } from './verify-attempt.ts';
import { createWatchdog } from './watchdog.ts';

/** Runs one attempt to its end. Never throws for what Codex does; throws when Codex cannot be started at all. */
export async function runAttempt(
  plan: AttemptPlan,
  services: ExecServices,
  sink: OutputSink,
  cancel: AbortSignal,
): Promise<AttemptResult> {
  const { store, feed, settings } = services;
  openRecord(plan, services);
  const say = (words: string) => void sink.stderr(Buffer.from(`brainswap: ${words}\n`));
  const recorder = createRecorder(store, feed, plan.runId, say);
  const note = (body: NewEvent['body'], key: string | null = null) =>
    recorder.event({ at: Date.now(), source: 'brainswap', key, body });
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
    const { args, env, codexHome } = attemptCommand(plan, services, relay, sink);
    const rolloutStart = await rolloutEnd(codexHome, plan.resumes);
    const codex = await launchCodex({
      program: plan.program,
      args,
      env,
      cwd: plan.startFolder,
      stdin: plan.stdin,
    });
    recorder.patch({ codexPid: codex.pid });
    ending.started(codex.pid);
    const following = followCodex({ plan, codex, codexHome, rolloutStart, timeline, sink });
    // Codex is starting; the prices will be wanted at the end.
    void warmPrices();
    const exit = await codex.ended;
    await ending.ended();
    watchdog.dispose();
    const { stderr } = await following;
    recorder.flush();
    const verify =
      exit.exitCode === 0 && ending.reason === null
        ? await verifyAttempt(plan, services, note, ending.signal)
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
    recorder.close();
    await relay?.close();
  }
}
