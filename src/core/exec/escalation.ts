/** The safety net of a local run that may be tried again on cloud: a copy of the workspace, and the way back. */
import { discardSnapshot, restoreWorkspace, snapshotWorkspace, WorkspaceError } from '../workspace/index.ts';
import { snapshotFolder } from './leftovers.ts';
import type { AttemptPlan, AttemptResult, ExecServices } from './plan.ts';

export interface SafetyNet {
  /** Puts the workspace back byte for byte; the number of paths that had changed. */
  restore(): Promise<number>;
  discard(): Promise<void>;
}

export interface NetOptions {
  plan: AttemptPlan;
  services: ExecServices;
  say: (words: string) => void;
  cancel: AbortSignal;
}

/** Null when this run cannot escalate: not local, not allowed, or a workspace too large to copy (which is said). */
export async function openSafetyNet({ plan, services, say, cancel }: NetOptions): Promise<SafetyNet | null> {
  if (plan.route !== 'local' || !plan.decision.escalate) return null;
  if (plan.stdin === 'inherit') {
    say('The prompt is typed into Codex itself, so the run cannot be tried again on cloud.');
    return null;
  }
  if (plan.args.codex.flags.has('worktree')) {
    say('--worktree: the run works in a tree of its own, so it will not be tried again on cloud.');
    return null;
  }
  try {
    const snapshot = await snapshotWorkspace({
      folder: plan.workspace,
      into: snapshotFolder(services.dataFolder, plan.runId),
      maxBytes: services.settings.maxSnapshotBytes,
      exclude: [services.dataFolder],
      signal: cancel,
    });
    return {
      restore: async () => (await restoreWorkspace(snapshot)).restored.length,
      discard: () => discardSnapshot(snapshot),
    };
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    say(`${error.message} A failed local run will therefore not be tried again on cloud.`);
    return null;
  }
}

/** Codex's exit code for a command line it does not understand; cloud would not understand it either. */
const usageError = 2;

/** Why an attempt is worth a second one on cloud, in a few words; null when it is not. */
export function escalationReason({ outcome, failure, exitCode }: AttemptResult): string | null {
  if (outcome !== 'failed' || failure === null) return null;
  return failure.code === 'codex_failed' && exitCode === usageError ? null : failure.message;
}
