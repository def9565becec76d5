/** Verifies an attempt that Codex ended well, and puts the result on the timeline. */
import type { NewEvent, VerifyResult } from '../schema/index.ts';
import type { AttemptPlan, ExecServices } from './plan.ts';
import { runVerify } from './verify.ts';

/** Null when there is no command to verify with. */
export async function verifyAttempt(
  plan: AttemptPlan,
  services: ExecServices,
  note: (body: NewEvent['body'], key: string) => void,
  signal: AbortSignal,
): Promise<VerifyResult | null> {
  const command = plan.verify;
  if (command === null) return null;
  services.store.write(plan.runId, { patch: { status: 'verifying', activity: `verify: ${command}` } });
  services.feed.notify();
  note({ type: 'verify', status: 'in_progress', command, result: null }, 'verify');
  const timeoutMs = services.settings.watchdog.wallTimeSeconds * 1000;
  const { workspace: cwd, runId } = plan;
  const result = await runVerify({ command, cwd, env: services.env, runId, timeoutMs, signal });
  note({ type: 'verify', status: result.exitCode === 0 ? 'completed' : 'failed', command, result }, 'verify');
  return result;
}
