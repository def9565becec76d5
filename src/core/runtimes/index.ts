/** Public face of the runtimes: which one the local route uses, and what it can do. */
import type { Settings } from '../schema/index.ts';
import { createEndpoint } from './endpoint/index.ts';
import { createLmStudio } from './lmstudio/index.ts';
import type { Runtime } from './runtime.ts';

export { isLoopback, type Runtime, RuntimeError } from './runtime.ts';

/** The runtime's own key comes by environment only. */
export const runtimeTokenVariable = 'BRAINSWAP_RUNTIME_TOKEN';
export const runtimeUrlVariable = 'BRAINSWAP_RUNTIME_URL';

/**
 * The runtime of the local route: the URL given on the command line, else in the environment, else in the settings, else LM Studio here.
 */
export function selectRuntime(
  local: Settings['local'],
  env: NodeJS.ProcessEnv,
  urlGiven: string | null,
): Runtime {
  const url = urlGiven ?? (env[runtimeUrlVariable] || null) ?? local.runtimeUrl;
  const token = env[runtimeTokenVariable] || null;
  const { model, contextLength } = local;
  return url === null
    ? createLmStudio({ env, token, model, contextLength })
    : createEndpoint({ baseUrl: url, token, model });
}
