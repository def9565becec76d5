/** Codex's arguments and environment for one attempt, by route. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Relay } from '../bridge/index.ts';
import {
  cloudArguments,
  codexHome,
  leanArguments,
  readUserConfig,
  readUserPermissions,
  relayTokenVariable,
  stockArguments,
  stockEnvironment,
  writeCatalogue,
} from '../codex/index.ts';
import { runIdVariable } from '../processes/index.ts';
import { runtimeTokenVariable } from '../runtimes/index.ts';
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
  const behindExec = plan.args.rootTokens.length + 1;
  if (colour) args.splice(behindExec, 0, '--color', 'always');
  // The runtime's own key is between the relay and the runtime: neither Codex nor a command of the model may see it.
  const { [runtimeTokenVariable]: _, ...inherited } = services.env;
  return { args, env: { ...inherited, ...env, [runIdVariable]: plan.runId }, codexHome: home };
}

/** Codex would send what is meant for the relay, prompt and token, to a proxy of the environment, loopback or not. */
function pastProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const hosts = [env.NO_PROXY, env.no_proxy, '127.0.0.1', 'localhost'].filter((hosts) => hosts);
  const list = [...new Set(hosts)].join(',');
  return { NO_PROXY: list, no_proxy: list };
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
      args: stockArguments(plan.args, { model, contextLength, user: readUserConfig(services.env) }),
      env: { ...pastProxies(services.env), ...stockEnvironment(relay.urlWithToken) },
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
    user: readUserPermissions(services.env, plan.workspace),
  });
  // A home of its own: no login, no MCP server, no plugin of the user's can reach into a local run.
  return {
    args,
    env: { ...pastProxies(services.env), CODEX_HOME: home, [relayTokenVariable]: relay.token },
    home,
  };
}
