/** Arguments that most tests give. */
import type { Rehearsal } from '../../src/rehearsal/index.ts';
import type { Place } from './place.ts';

/** The cloud's key; tests that look for leaks of secrets look for it. */
export const cloudKey = 'rehearsal-cloud-key-7f3a';
export const cloudKeyVariable = 'TEST_CLOUD_KEY';

export const helloTask = 'Create hello.txt containing: hi. Then stop.';

/** A run in a folder that is no git repository and may be written. */
export const work = ['-s', 'workspace-write', '--skip-git-repo-check'];

/** `exec --json` on the local route, with the runtime at hand. */
export function localJson(runtime: Rehearsal, ...rest: string[]): string[] {
  return ['exec', '--json', '--route', 'local', '--runtime', runtime.url, ...work, ...rest];
}

/** Settings that point the cloud route at the rehearsal cloud; its key goes into the environment. */
export function useCloud(place: Place, cloud: Rehearsal, more: object = {}): void {
  place.settings({
    cloud: { baseUrl: cloud.url, model: 'gpt-5.2-codex', apiKeyEnv: cloudKeyVariable },
    ...more,
  });
  place.env[cloudKeyVariable] = cloudKey;
}

/** The model calls a stand-in has seen. */
export async function modelCalls(server: Rehearsal): Promise<Awaited<ReturnType<Rehearsal['log']>>> {
  return (await server.log()).filter(({ method, path }) => method === 'POST' && path === '/v1/responses');
}

/** The user's own Codex configuration, on the rehearsal cloud: a cloud run leaves it untouched. */
export function useOwnCloud(place: Place, cloud: Rehearsal): void {
  const config = [
    'model = "gpt-5.2-codex"',
    'model_provider = "mine"',
    '[model_providers.mine]',
    'name = "Mine"',
    `base_url = "${cloud.url}"`,
    'wire_api = "responses"',
    `env_key = "${cloudKeyVariable}"`,
    'request_max_retries = 1',
    'stream_max_retries = 1',
    // Otherwise Codex looks for plugins on the network.
    '[features]',
    'plugins = false',
    '[analytics]',
    'enabled = false',
  ];
  place.file('config.toml', `${config.join('\n')}\n`, place.codexHome);
  place.env[cloudKeyVariable] = cloudKey;
}
