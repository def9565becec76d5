/** Arguments for a lean local run: our provider on our relay, our catalogue entry, nothing of the user's config, no outside contact. */

import { featuresSaid, isSaid } from './caller-config.ts';
import { compactionLimit, toolOutputLimit } from './catalogue.ts';
import type { ExecArguments } from './exec-arguments.ts';
import type { UserConfig } from './home.ts';
import { refuseForLean } from './lean-obstacle.ts';
import { tomlString } from './toml.ts';
import { permissionOverrides } from './user-permissions.ts';

/** The provider's id: a thread can only be resumed under the same one. */
export const leanProvider = 'brainswap';
/** The environment variable that carries the relay's token, so that no argv does. */
export const relayTokenVariable = 'BRAINSWAP_RELAY_TOKEN';

export interface LeanOptions {
  /** Base URL of the relay, ending in `/v1`. */
  relayUrl: string;
  model: string;
  contextLength: number;
  cataloguePath: string;
  /** The user's config.toml; only its permissions are taken over. */
  user: UserConfig;
}

/**
 * Codex's arguments for a lean run. The caller's tokens come last, and what they set is not set by us.
 * @throws CodexError `refused_combination` for options that a lean run cannot honour.
 */
export function leanArguments(args: ExecArguments, options: LeanOptions): string[] {
  refuseForLean(args);
  return [
    ...args.rootTokens,
    'exec',
    ...hermeticFlags(args),
    ...featureSwitches(args),
    ...configOverrides(args, options),
    ...args.execTokens,
  ];
}

function hermeticFlags({ codex }: ExecArguments): string[] {
  const wanted = ['ignore-user-config', 'ignore-rules'] as const;
  return wanted.filter((flag) => !codex.flags.has(flag)).map((flag) => `--${flag}`);
}

/** Features off: each costs bytes on every turn, or contacts the outside (plugins). */
function featureSwitches({ codex }: ExecArguments): string[] {
  const off = ['goals', 'view_image', 'unified_exec_tty', 'plugins', 'apps', 'unbounded_connection_retries'];
  const wanted = featuresSaid(codex);
  return off.filter((name) => !wanted.has(name)).flatMap((name) => ['--disable', name]);
}

function configOverrides(args: ExecArguments, options: LeanOptions): string[] {
  const { relayUrl, model, contextLength, cataloguePath, user } = options;
  const provider = [
    `name=${tomlString('Brainswap')}`,
    `base_url=${tomlString(relayUrl)}`,
    'wire_api="responses"',
    `env_key=${tomlString(relayTokenVariable)}`,
    'supports_websockets=false',
    'request_max_retries=1',
    'stream_max_retries=2',
    // The watchdog is the one to lose patience: it can say why.
    'stream_idle_timeout_ms=3600000',
  ].join(',');
  const values: [key: string, value: string][] = [
    [`model_providers.${leanProvider}`, `{${provider}}`],
    ['model_provider', tomlString(leanProvider)],
    ['model_catalog_json', tomlString(cataloguePath)],
    ['model_context_window', String(contextLength)],
    ['model_auto_compact_token_limit', String(compactionLimit(contextLength))],
    ['tool_output_token_limit', String(toolOutputLimit(contextLength))],
    ['project_doc_max_bytes', '8192'],
    ['agents.enabled', 'false'],
    ['analytics.enabled', 'false'],
    ['check_for_update_on_startup', 'false'],
    ['web_search', '"disabled"'],
    ['tools.experimental_request_user_input.enabled', 'false'],
    ['tools.update_plan.enabled', 'true'],
    ['include_permissions_instructions', 'false'],
    ['skills.include_instructions', 'false'],
    ['skills.bundled.enabled', 'false'],
    // `bash -c` instead of a login shell: apply_patch stays on PATH and no rc file speaks.
    ['allow_login_shell', 'false'],
    ...permissionOverrides(args, user, relayTokenVariable),
  ];
  const { codex } = args;
  const ours = values
    .filter(([key]) => !isSaid(codex, key))
    .flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return codex.model === null && !isSaid(codex, 'model') ? [...ours, '-m', model] : ours;
}
