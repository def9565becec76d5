/** Public face of the runtimes: which one the local route uses, and what it can do. */
import type { Settings } from '../schema/index.ts';
import { createEndpoint } from './endpoint/index.ts';
import { createLmStudio } from './lmstudio/index.ts';
import { type Runtime, RuntimeError } from './runtime.ts';

export { isLoopback, type Runtime, RuntimeError } from './runtime.ts';

/** The runtime's own key comes by environment only. */
export const runtimeTokenVariable = 'BRAINSWAP_RUNTIME_TOKEN';
export const runtimeUrlVariable = 'BRAINSWAP_RUNTIME_URL';

/**
 * The runtime of the local route: the URL given on the command line, else in the environment, else in the settings, else LM Studio here.
 * @throws RuntimeError `bad_address` where the environment holds no URL.
 */
export function selectRuntime(
  local: Settings['local'],
  env: NodeJS.ProcessEnv,
  urlGiven: string | null,
): Runtime {
  const url = urlGiven ?? urlOfEnvironment(env) ?? local.runtimeUrl;
  const token = env[runtimeTokenVariable] || null;
  const { model, contextLength } = local;
  return url === null
    ? createLmStudio({ env, token, model, contextLength })
    : createEndpoint({ baseUrl: url, token, model });
}

function urlOfEnvironment(env: NodeJS.ProcessEnv): string | null {
  const value = env[runtimeUrlVariable];
  if (!value) return null;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new RuntimeError(
    'bad_address',
    `The environment variable ${runtimeUrlVariable} is not an http or https URL. Set it like http://127.0.0.1:1234/v1, or unset it.`,
  );
}
