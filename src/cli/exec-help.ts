/** `brainswap exec --help`: Codex's own help, then our options. */
import { spawnSync } from 'node:child_process';
import { type ExecArguments, locateCodex } from '../core/codex/index.ts';
import { createFileSettingsStore, createSettings, dataFolder } from '../core/settings/index.ts';

export const ourOptions = `
Brainswap's own options:
      --task <CLASS>         Task class, e.g. rename; the routing table says where it runs
      --route <ROUTE>        local, cloud or auto [default: auto]
      --verify '<COMMAND>'   Runs in the workspace afterwards; its exit code decides whether the run counts
      --local-only           Fail rather than let anything leave this machine
      --runtime <URL>        Any server with /v1/responses; -m names its model (or BRAINSWAP_RUNTIME_URL)
      --all-attempts         Show on stdout also the local attempt that did not count
`;

/** Codex's exit code. */
export async function execHelp(args: ExecArguments, env: NodeJS.ProcessEnv): Promise<number> {
  const program = locateCodex({ configured: configuredCodex(env), env });
  const result = spawnSync(program.executable, [...args.rootTokens, 'exec', ...args.execTokens], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...program.environment },
  });
  if (!args.codex.flags.has('version')) process.stdout.write(ourOptions);
  return result.status ?? 1;
}

/** The setting `codex.path`; help is there also when the settings cannot be read. */
function configuredCodex(env: NodeJS.ProcessEnv): string | null {
  try {
    return createSettings(createFileSettingsStore({ folder: dataFolder(env) })).get().codex.path;
  } catch {
    return null;
  }
}
