/** Where Hugging Face programs keep things, by their own rules (huggingface_hub `constants.py`). */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface HubLocations {
  /** Folder of the cache, e.g. `~/.cache/huggingface/hub`. */
  cache: string;
  /** File that `hf auth login` writes the token to. */
  tokenFile: string;
}

function expandHome(path: string, home: string): string {
  return resolve(path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path);
}

/**
 * Cache: `HF_HUB_CACHE`, else `HUGGINGFACE_HUB_CACHE`, else `$HF_HOME/hub`. Token: `HF_TOKEN_PATH`, else `$HF_HOME/token`.
 * `HF_HOME` is by default `huggingface` in `XDG_CACHE_HOME`, else in `~/.cache`. Empty values count as not set.
 */
export function hubLocations(env: Environment, home = env.HOME || homedir()): HubLocations {
  const caches = env.XDG_CACHE_HOME ? expandHome(env.XDG_CACHE_HOME, home) : join(home, '.cache');
  const hfHome = env.HF_HOME ? expandHome(env.HF_HOME, home) : join(caches, 'huggingface');
  const cache = env.HF_HUB_CACHE || env.HUGGINGFACE_HUB_CACHE;
  return {
    cache: cache ? expandHome(cache, home) : join(hfHome, 'hub'),
    tokenFile: env.HF_TOKEN_PATH ? expandHome(env.HF_TOKEN_PATH, home) : join(hfHome, 'token'),
  };
}
