/** Finds the runtime of a local decision, or sends the run to cloud where the caller left the route open. */
import { type Decision, findLocalTarget, type LocalTarget } from '../routing/index.ts';
import { RuntimeError, selectRuntime } from '../runtimes/index.ts';
import type { Run } from '../schema/index.ts';
import type { ExecInput } from './input.ts';
import type { ExecServices } from './plan.ts';

export interface ChosenTarget {
  /** Null means cloud. */
  target: LocalTarget | null;
  reason: string;
}

/** @throws RuntimeError when local was asked for by name and cannot be had. */
export async function chooseTarget(
  decision: Decision,
  { args }: Pick<ExecInput, 'args'>,
  thread: Run | null,
  { settings, env }: Pick<ExecServices, 'settings' | 'env'>,
  say: (words: string) => void,
  cancel: AbortSignal,
): Promise<ChosenTarget> {
  if (decision.route === 'cloud') return { target: null, reason: decision.reason };
  const named = args.codex.model ?? args.codex.config.findLast(({ key }) => key === 'model')?.value ?? null;
  // A thread goes on where it began, also when `--runtime` and `-m` are not said again.
  const threadUrl = thread?.runtime?.kind === 'endpoint' ? thread.runtime.baseUrl : null;
  try {
    const target = await findLocalTarget({
      runtime: selectRuntime(settings.local, env, args.ours.runtimeUrl ?? threadUrl),
      model: named === null ? (thread?.model ?? null) : unquoted(named),
      contextLength: settings.local.contextLength,
      localOnly: args.ours.localOnly,
      trustModel: !decision.mayGoToCloud,
      onStep: say,
      signal: cancel,
    });
    return { target, reason: decision.reason };
  } catch (error) {
    // A cancelled wait for the runtime is no reason to ask the cloud.
    if (!(error instanceof RuntimeError) || !decision.mayGoToCloud || cancel.aborted) throw error;
    const reason = `${decision.reason}, but local cannot be had: ${error.message}`;
    say(`on cloud: ${reason}`);
    return { target: null, reason };
  }
}

/** A `-c model="x"` carries TOML quotes. */
function unquoted(value: string): string {
  return /^"(.*)"$/.exec(value)?.[1] ?? /^'(.*)'$/.exec(value)?.[1] ?? value;
}
