/** One attempt: start the relay and Codex, record what happens, end it when told to, verify, close the record. */
import { startRelay } from '../bridge/index.ts';
import { launchCodex } from '../codex/index.ts';
import { endTree } from '../processes/index.ts';
import type { NewEvent, RunFailure } from '../schema/index.ts';
import { attemptCommand } from './attempt-command.ts';
import { closeRecord, openRecord } from './attempt-record.ts';
import { followCodex } from './follow.ts';
import type { AttemptPlan, AttemptResult, ExecServices } from './plan.ts';
import { createRecorder } from './recorder.ts';
import { observeRelay } from './relay-observer.ts';
import type { OutputSink } from './sink.ts';
import { verifyAttempt } from './verify-attempt.ts';
import { createWatchdog } from './watchdog.ts';

/** Why an attempt was ended from outside. */
export type EndReason =
  | { kind: 'cancelled'; signal: NodeJS.Signals }
  | { kind: 'limit'; failure: RunFailure };

/** Runs one attempt to its end. Never throws for what Codex does; throws only when Codex cannot be started at all. */
export async function runAttempt(
  plan: AttemptPlan,
  services: ExecServices,
  sink: OutputSink,
  cancel: AbortSignal,
): Promise<AttemptResult> {
  const { store, feed, settings } = services;
  openRecord(plan, store);
  const recorder = createRecorder(store, feed, plan.runId);
  const note = (body: NewEvent['body']) =>
    recorder.event({ at: Date.now(), source: 'brainswap', key: null, body });
  note({ type: 'route_chosen', route: plan.route, reason: plan.reason });

  let ending: EndReason | null = null;
  let endCodex: ((reason: EndReason) => void) | null = null;
  const end = (reason: EndReason) => {
    if (ending) return;
    ending = reason;
    endCodex?.(reason);
  };
  const watchdog = createWatchdog(settings.watchdog, (failure) => end({ kind: 'limit', failure }));
  const observer = observeRelay(recorder, watchdog, plan.target?.runtime.baseUrl ?? null);
  const onCancel = () => end({ kind: 'cancelled', signal: signalOf(cancel) });
  if (cancel.aborted) onCancel();
  cancel.addEventListener('abort', onCancel);
  const unsubscribe = feed.subscribe(() => {
    if (store.cancelRequested(plan.runId)) end({ kind: 'cancelled', signal: 'SIGINT' });
  });

  const relay = plan.target
    ? await startRelay({ baseUrl: plan.target.runtime.baseUrl, token: plan.target.runtime.token }, observer)
    : null;
  let exit: { exitCode: number | null; signal: NodeJS.Signals | null } = { exitCode: null, signal: null };
  try {
    const command = attemptCommand(plan, services, relay, sink);
    const codex = await launchCodex({
      program: plan.program,
      cwd: plan.startFolder,
      stdin: plan.stdin,
      ...command,
    });
    recorder.patch({ codexPid: codex.pid });
    let swept: Promise<unknown> = Promise.resolve();
    endCodex = (reason) => {
      swept = endTree({ pid: codex.pid, marker: plan.runId, signals: stepsFor(reason) }).catch(
        (error: Error) => note({ type: 'note', message: error.message }),
      );
    };
    if (ending) endCodex(ending);
    const followed = followCodex({ plan, codex, command, recorder, watchdog, sink });
    exit = await codex.ended;
    watchdog.dispose();
    await swept;
    const facts = await followed;
    recorder.flush();
    const verify = ending ? null : await verifyAttempt(plan, services, exit.exitCode, note, cancel);
    if (verify) recorder.patch({ verify });
    return await closeRecord({
      plan,
      services,
      recorder,
      exit,
      ending,
      facts,
      verify,
      relayed: observer.summary(),
      sink,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    recorder.patch({ status: 'failed', endedAt: Date.now(), failure: { code: 'codex_unusable', message } });
    throw error;
  } finally {
    watchdog.dispose();
    cancel.removeEventListener('abort', onCancel);
    unsubscribe();
    recorder.close();
    await relay?.close();
  }
}

/** The signal a caller was sent is passed on first; after that the usual ladder. */
function stepsFor(reason: EndReason): { signal: NodeJS.Signals; waitMs: number }[] {
  const first = reason.kind === 'cancelled' ? reason.signal : 'SIGINT';
  const ladder: { signal: NodeJS.Signals; waitMs: number }[] = [
    { signal: first, waitMs: 3_000 },
    { signal: 'SIGTERM', waitMs: 2_000 },
    { signal: 'SIGKILL', waitMs: 2_000 },
  ];
  return first === 'SIGTERM' ? ladder.slice(1) : ladder;
}

/** A caller aborts with the signal it was sent as the reason; a window aborts with none. */
function signalOf(cancel: AbortSignal): NodeJS.Signals {
  const reason: unknown = cancel.reason;
  return reason === 'SIGTERM' || reason === 'SIGHUP' || reason === 'SIGQUIT' ? reason : 'SIGINT';
}
