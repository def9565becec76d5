/** Reads what we need of the user's CODEX_HOME, without changing it: login and permissions. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { projectKeys } from './project-trust.ts';

/** `CODEX_HOME`, else `~/.codex` (Codex's own rule). */
export function codexHome(env: NodeJS.ProcessEnv): string {
  return env.CODEX_HOME || join(env.HOME || homedir(), '.codex');
}

const Auth = z.looseObject({
  auth_mode: z.string().nullish().catch(null),
  OPENAI_API_KEY: z.string().nullish(),
  tokens: z.looseObject({}).nullish(),
});

/**
 * How a cloud run would sign in, in Codex's order (0.169: `CODEX_API_KEY`, then `auth.json`, where a key goes before a sign-in
 * unless `auth_mode` says otherwise); the secrets themselves are not kept. A login in the system's keyring is not seen.
 */
export function readLogin(env: NodeJS.ProcessEnv): 'chatgpt' | 'api_key' | 'none' {
  if (env.CODEX_API_KEY) return 'api_key';
  try {
    const auth = Auth.parse(JSON.parse(readFileSync(join(codexHome(env), 'auth.json'), 'utf8')));
    if (auth.auth_mode === 'chatgpt' && auth.tokens) return 'chatgpt';
    if (auth.OPENAI_API_KEY) return 'api_key';
    return auth.tokens ? 'chatgpt' : 'none';
  } catch {
    // No file, or one we cannot read: Codex will say so itself when it matters.
    return 'none';
  }
}

const strings = z.array(z.string()).optional().catch(undefined);
const boolean = z.boolean().optional().catch(undefined);
const text = z.string().optional().catch(undefined);

const UserConfig = z.looseObject({
  model: text,
  sandbox_mode: z.enum(['read-only', 'workspace-write', 'danger-full-access']).optional().catch(undefined),
  sandbox_workspace_write: z
    .looseObject({
      writable_roots: strings,
      network_access: boolean,
      exclude_slash_tmp: boolean,
      exclude_tmpdir_env_var: boolean,
    })
    .optional()
    .catch(undefined),
  /** Name of a permission profile, and the user's own ones. */
  default_permissions: text,
  permissions: z.record(z.string(), z.unknown()).optional().catch(undefined),
  /** Which variables a command of the model gets to see. */
  shell_environment_policy: z
    .looseObject({
      inherit: text,
      ignore_default_excludes: boolean,
      exclude: strings,
      include_only: strings,
    })
    .optional()
    .catch(undefined),
  projects: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
export type UserConfig = z.infer<typeof UserConfig>;

/** What we read of the user's config.toml; empty where there is none or it is not TOML (Codex says so itself). */
export function readUserConfig(env: NodeJS.ProcessEnv): UserConfig {
  try {
    return UserConfig.parse(parse(readFileSync(join(codexHome(env), 'config.toml'), 'utf8')));
  } catch {
    return {};
  }
}

/**
 * The same as it holds in `workspace`: in a project for which the user has ever answered Codex's question of trust the
 * sandbox is `workspace-write` unless the file says otherwise (Codex's own rule).
 */
export function readUserPermissions(env: NodeJS.ProcessEnv, workspace: string): UserConfig {
  const config = readUserConfig(env);
  const { projects } = config;
  if (config.sandbox_mode !== undefined || config.default_permissions !== undefined || !projects)
    return config;
  const answered = projectKeys(workspace).some((key) => Object.hasOwn(projects, key));
  return answered ? { ...config, sandbox_mode: 'workspace-write' } : config;
}
