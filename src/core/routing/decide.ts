/** Chooses the route of a run from what the caller said, the routing table and the thread, as a pure function. */
import { CodexError, type ExecArguments, leanObstacle, ownProvider } from '../codex/index.ts';
import {
  type RouteName,
  type RouteRequest,
  type RouteRule,
  type RoutingTable,
  type Run,
  type RunMode,
  ruleFor,
} from '../schema/index.ts';

export interface Decision {
  requested: RouteRequest;
  route: RouteName;
  mode: RunMode;
  reason: string;
  /** May a local run whose runtime cannot be had go to cloud instead? Only when nobody asked for local by name. */
  mayGoToCloud: boolean;
  /** May a failed or unverified local run be tried again on cloud? */
  escalate: boolean;
  rule: RouteRule;
}

export interface DecisionInput {
  args: ExecArguments;
  table: RoutingTable;
  /** The setting `local.mode`. */
  localMode: 'lean' | 'stock';
  /** The latest known run of the thread that `resume` or `fork` continues; null for a new or unknown thread. */
  thread: Run | null;
}

/** The reason of a run that must not leave the machine; a repeat of it must not either. */
export const localOnlyReason = '--local-only';

/**
 * The order: the thread's own route, `--local-only`, `--route`, `--oss`, `--runtime`, the class's rule.
 * @throws CodexError `refused_combination` where these contradict each other.
 */
export function decideRoute({ args, table, localMode, thread }: DecisionInput): Decision {
  const { ours, codex } = args;
  const rule = ruleFor(table, ours.task);
  const known = ours.task !== null && Object.hasOwn(table, ours.task);
  const requested: RouteRequest = ours.route ?? (ours.localOnly ? 'local' : 'auto');
  const mode: RunMode = codex.flags.has('oss') ? 'stock' : localMode;
  const cloud = (reason: string): Decision => ({
    requested,
    route: 'cloud',
    mode: 'cloud',
    reason,
    mayGoToCloud: false,
    escalate: false,
    rule,
  });
  const local = (reason: string, mayGoToCloud = false): Decision => ({
    requested,
    route: 'local',
    mode,
    reason,
    mayGoToCloud: mayGoToCloud && !ours.localOnly,
    // --oss goes with the command line, and would make a second attempt on cloud a local one again.
    escalate: known && rule.escalate && !ours.localOnly && !codex.flags.has('oss'),
    rule,
  });
  if (args.subcommand === 'resume' || args.subcommand === 'fork') {
    const decision = onThread(args, thread, cloud, (reason) => ({ ...local(reason), escalate: false }));
    return decision.route === 'local' ? { ...decision, mode: thread?.mode ?? 'stock' } : decision;
  }
  if (ours.localOnly) return local(localOnlyReason);
  if (ours.route === 'local') return local('--route local');
  if (ours.route === 'cloud') return cloud('--route cloud');
  if (codex.flags.has('oss')) return local('--oss asks for a local model');
  if (ours.runtimeUrl !== null && ours.task === null) return local('--runtime names a local runtime');
  if (ours.task === null) return cloud('no task class was given, and without one the route is cloud');
  if (!known)
    return cloud(`the class "${ours.task}" is not in the routing table, and unknown classes go to cloud`);
  if (rule.route === 'cloud') return cloud(`the routing table sends "${ours.task}" to cloud`);
  const obstacle = mode === 'lean' ? leanObstacle(args)?.what : ownProvider(args);
  if (obstacle) return cloud(obstacle.replace(/\.$/, ''));
  return local(`the routing table sends "${ours.task}" to local`, true);
}

function onThread(
  { subcommand, ours, codex, session }: ExecArguments,
  thread: Run | null,
  cloud: (reason: string) => Decision,
  local: (reason: string) => Decision,
): Decision {
  if (thread === null && codex.flags.has('oss')) return local('--oss asks for a local model');
  const began = thread?.route ?? 'cloud';
  const name = session ?? 'the last thread';
  const asked = ours.localOnly ? 'local' : ours.route;
  if (asked !== null && asked !== 'auto' && asked !== began) {
    throw new CodexError(
      'refused_combination',
      thread === null
        ? `${name} is not a thread that Brainswap has run locally, so it cannot be ${subcommand === 'fork' ? 'forked' : 'resumed'} on local.`
        : `${name} began on ${began}, and a thread cannot change its model provider. Start a new run with --route ${asked}.`,
    );
  }
  if (thread === null) return cloud(`${name} is not a thread of Brainswap's, so it goes on as Codex has it`);
  const reason = `${name} began on ${began}`;
  return began === 'local' ? local(reason) : cloud(reason);
}
