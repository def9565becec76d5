/** Codex's arguments and environment for one attempt, by route. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Relay } from '../bridge/index.ts';
import {
  cloudArguments,
  codexHome,
  leanArguments,
  readUserConfig,
  relayTokenVariable,
  stockArguments,
  stockEnvironment,
  writeCatalogue,
} from '../codex/index.ts';
import { runIdVariable } from '../processes/index.ts';
import type { AttemptPlan, ExecServices } from './plan.ts';
import type { OutputSink } from './sink.ts';

export interface AttemptCommand {
  args: string[];
  env: NodeJS.ProcessEnv;
  /** The CODEX_HOME Codex works in: where its rollouts are. */
  codexHome: string;
}

/** Builds the command. On local routes `relay` is running already. */
export function attemptCommand(
  plan: AttemptPlan,
  services: ExecServices,
  relay: Relay | null,
  sink: OutputSink,
): AttemptCommand {
  const { args, env, home } = byRoute(plan, services, relay);
  const { codex } = plan.args;
  // Codex cannot see our terminal through the pipe; a person wants the colours all the same.
  const colour = sink.stderrIsTerminal && codex.color === null && !codex.flags.has('json');
  const at = args.indexOf('exec');
  if (colour) args.splice(at + 1, 0, '--color', 'always');
  return { args, env: { ...services.env, ...env, [runIdVariable]: plan.runId }, codexHome: home };
}

function byRoute(
  plan: AttemptPlan,
  services: ExecServices,
  relay: Relay | null,
): { args: string[]; env: NodeJS.ProcessEnv; home: string } {
  const userHome = codexHome(services.env);
  if (plan.target === null || relay === null) {
    return { args: cloudArguments(plan.args, services.settings.cloud), env: {}, home: userHome };
  }
  const { model, contextLength } = plan.target;
  if (plan.mode === 'stock') {
    return {
      args: stockArguments(plan.args, { model, contextLength }),
      env: stockEnvironment(relay.urlWithToken),
      home: userHome,
    };
  }
  const home = join(services.dataFolder, 'codex-home');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const args = leanArguments(plan.args, {
    relayUrl: relay.url,
    model,
    contextLength,
    cataloguePath: writeCatalogue(join(services.dataFolder, 'catalogues'), { model, contextLength }),
    user: readUserConfig(services.env),
  });
  // A home of its own: no login, no MCP server, no plugin of the user's can reach into a local run.
  return { args, env: { CODEX_HOME: home, [relayTokenVariable]: relay.token }, home };
}
