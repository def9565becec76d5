/** Arguments for a stock local run: `codex exec --oss` as a person would type it, with only its address moved to our relay. */
import { featuresSaid, isSaid } from './caller-config.ts';
import type { ExecArguments } from './exec-arguments.ts';
import type { UserConfig } from './home.ts';
import { tomlValue } from './toml.ts';

const addressVariable = 'CODEX_OSS_BASE_URL';

export interface StockOptions {
  model: string;
  contextLength: number;
  /** The user's config.toml, which a stock run reads; its list of variables that no command gets to see. */
  user: UserConfig;
}

/**
 * Codex's arguments for a stock run. The relay's address goes in by environment (`stockEnvironment`), since the built-in
 * provider cannot be overridden. The window is set because Codex takes 258k for an unknown model and would never compact in time.
 */
export function stockArguments(args: ExecArguments, { model, contextLength, user }: StockOptions): string[] {
  const { codex } = args;
  return [
    ...args.rootTokens,
    'exec',
    ...(codex.flags.has('oss') ? [] : ['--oss']),
    ...(codex.localProvider === null ? ['--local-provider', 'lmstudio'] : []),
    ...(codex.model === null && !isSaid(codex, 'model') ? ['-m', model] : []),
    ...(isSaid(codex, 'model_context_window') ? [] : ['-c', `model_context_window=${contextLength}`]),
    // Without this a runtime that goes away is waited for without end.
    ...(featuresSaid(codex).has('unbounded_connection_retries')
      ? []
      : ['--disable', 'unbounded_connection_retries']),
    ...hiddenAddress(args, user),
    ...args.execTokens,
  ];
}

/**
 * The address holds the relay's token, so the commands of the model do not get to see it. Lists are not merged: the user's
 * own goes along. One in a profile would be lost, and with `-p` nothing is said.
 */
function hiddenAddress({ codex }: ExecArguments, user: UserConfig): string[] {
  const key = 'shell_environment_policy.exclude';
  if (codex.profile !== null || isSaid(codex, key)) return [];
  const excluded = [...(user.shell_environment_policy?.exclude ?? []), addressVariable];
  return ['-c', `${key}=${tomlValue(excluded)}`];
}

/** `relayUrl` carries the token in its path: the built-in provider sends no key. */
export function stockEnvironment(relayUrl: string): Record<string, string> {
  return { [addressVariable]: relayUrl };
}
