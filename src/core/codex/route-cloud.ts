/** Arguments for a cloud run: the user's own configuration untouched, or the provider of the settings. */
import type { Settings } from '../schema/index.ts';
import { isSaid } from './caller-config.ts';
import type { ExecArguments } from './exec-arguments.ts';
import { tomlString } from './toml.ts';

export const cloudProvider = 'brainswap_cloud';

/** Codex's arguments for a cloud run; with no provider in the settings exactly what the caller typed. */
export function cloudArguments(args: ExecArguments, cloud: Settings['cloud']): string[] {
  const overrides: string[] = [];
  if (cloud.baseUrl !== null && !isSaid(args.codex, 'model_provider')) {
    const provider = [
      `name=${tomlString('Brainswap cloud')}`,
      `base_url=${tomlString(cloud.baseUrl)}`,
      'wire_api="responses"',
      ...(cloud.apiKeyEnv === null ? [] : [`env_key=${tomlString(cloud.apiKeyEnv)}`]),
    ].join(',');
    overrides.push('-c', `model_providers.${cloudProvider}={${provider}}`);
    overrides.push('-c', `model_provider=${tomlString(cloudProvider)}`);
  }
  if (cloud.model !== null && args.codex.model === null && !isSaid(args.codex, 'model'))
    overrides.push('-m', cloud.model);
  return [...args.rootTokens, 'exec', ...overrides, ...args.execTokens];
}
