/** Verifies an attempt that Codex ended well, and puts the result on the timeline. */
import type { VerifyResult } from '../schema/index.ts';
import type { AttemptPlan, ExecServices } from './plan.ts';
import type { Recorder } from './recorder.ts';
import { runVerify } from './verify.ts';

/** Null when there is no command to verify with. */
export async function verifyAttempt(
  plan: AttemptPlan,
  { settings, env }: Pick<ExecServices, 'settings' | 'env'>,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<VerifyResult | null> {
  const { verify: command, workspace: cwd, runId } = plan;
  if (command === null) return null;
  const note = (status: 'in_progress' | 'completed' | 'failed', result: VerifyResult | null) => {
    const body = { type: 'verify', status, command, result } as const;
    recorder.event({ at: Date.now(), source: 'brainswap', key: 'verify', body });
  };
  recorder.patch({ status: 'verifying', activity: `verify: ${command}` });
  note('in_progress', null);
  recorder.flush();
  const timeoutMs = settings.watchdog.wallTimeSeconds * 1000;
  const result = await runVerify({ command, cwd, env, runId, timeoutMs, signal });
  note(result.exitCode === 0 ? 'completed' : 'failed', result);
  return result;
}
