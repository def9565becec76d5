/** Arguments that most tests give. */
import type { Rehearsal } from '../../src/rehearsal/index.ts';
import { cloudKey, cloudKeyVariable } from './it.ts';
import type { Place } from './place.ts';

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
