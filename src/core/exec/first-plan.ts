/** Plans the first attempt of a task, and finds the thread that it goes on with. */
import type { Decision, LocalTarget } from '../routing/index.ts';
import { newRunId } from '../runs/index.ts';
import type { Run } from '../schema/index.ts';
import type { ExecRequest } from './chain.ts';
import type { AttemptPlan, ExecServices } from './plan.ts';

export interface FirstPlanOptions {
  request: ExecRequest;
  decision: Decision;
  target: LocalTarget | null;
  reason: string;
  program: AttemptPlan['program'];
  thread: Run | null;
}

export function firstPlan({
  request,
  decision,
  target,
  reason,
  program,
  thread,
}: FirstPlanOptions): AttemptPlan {
  const { args, origin, startFolder, workspace, prompt, stdin } = request;
  const runId = newRunId(Date.now());
  return {
    runId,
    chainId: runId,
    attempt: 1,
    parent: parentOf(request, thread),
    resumes: args.subcommand === 'resume' ? (thread?.threadId ?? args.session) : null,
    origin,
    program,
    args,
    decision,
    route: target ? 'local' : 'cloud',
    mode: target ? decision.mode : 'cloud',
    reason,
    target,
    startFolder,
    workspace,
    prompt,
    stdin,
    verify: args.ours.verify ?? decision.rule.verify,
  };
}

/** The latest run of the thread that `resume` or `fork` continues; null for a new thread, or one that is not ours. */
export function threadOf(
  { args, workspace }: ExecRequest,
  { store }: Pick<ExecServices, 'store'>,
): Run | null {
  if (args.subcommand !== 'resume' && args.subcommand !== 'fork') return null;
  if (args.session !== null) return store.byThread(args.session);
  // Without --last a resume that names no session begins a new thread.
  if (!args.codex.flags.has('last')) return null;
  return store.latestThread(args.codex.flags.has('all') ? null : workspace);
}

function parentOf(request: ExecRequest, thread: Run | null): AttemptPlan['parent'] {
  if (request.parent) return request.parent;
  const kind = request.args.subcommand;
  return thread && (kind === 'resume' || kind === 'fork') ? { id: thread.id, kind } : null;
}
