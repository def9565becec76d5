/** Reads what we need of the user's CODEX_HOME, without changing it: login and permissions. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';

/** `CODEX_HOME`, else `~/.codex` (Codex's own rule). */
export function codexHome(env: NodeJS.ProcessEnv): string {
  return env.CODEX_HOME || join(env.HOME ?? homedir(), '.codex');
}

const Auth = z.looseObject({
  OPENAI_API_KEY: z.string().nullish(),
  tokens: z.looseObject({}).nullish(),
});

/** How a cloud run would sign in, from `auth.json` and the environment; the secrets themselves are not kept. */
export function readLogin(env: NodeJS.ProcessEnv): 'chatgpt' | 'api_key' | 'none' {
  try {
    const auth = Auth.parse(JSON.parse(readFileSync(join(codexHome(env), 'auth.json'), 'utf8')));
    if (auth.tokens) return 'chatgpt';
    if (auth.OPENAI_API_KEY) return 'api_key';
  } catch {
    // No file, or one we cannot read: Codex will say so itself when it matters.
  }
  return env.CODEX_API_KEY ? 'api_key' : 'none';
}

const UserConfig = z.looseObject({
  model: z.string().optional().catch(undefined),
  sandbox_mode: z.enum(['read-only', 'workspace-write', 'danger-full-access']).optional().catch(undefined),
  sandbox_workspace_write: z
    .looseObject({
      writable_roots: z.array(z.string()).optional().catch(undefined),
      network_access: z.boolean().optional().catch(undefined),
      exclude_slash_tmp: z.boolean().optional().catch(undefined),
      exclude_tmpdir_env_var: z.boolean().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type UserConfig = z.infer<typeof UserConfig>;

/** The parts of the user's config.toml that speak of permissions; empty where there is none or it is not TOML. */
export function readUserConfig(env: NodeJS.ProcessEnv): UserConfig {
  try {
    return UserConfig.parse(parse(readFileSync(join(codexHome(env), 'config.toml'), 'utf8')));
  } catch {
    return {};
  }
}
