/** The permissions of the user's config.toml as `-c` overrides for a lean run, which does not read that file. */
import type { ExecArguments } from './exec-arguments.ts';
import type { UserConfig } from './home.ts';
import { tomlValue } from './toml.ts';

/** Options that say the sandbox on the command line; they go over any config. */
const sandboxFlags = [
  'sandbox',
  'dangerously-bypass-approvals-and-sandbox',
  'approve-for-me',
  'full-auto',
] as const;

/**
 * What the user gave Codex holds for local runs too: never wider, never narrower. That is the sandbox, permission profiles,
 * and which variables a command gets to see. Variables with values (`shell_environment_policy.set`) stay behind:
 * they may be secrets, and these overrides are argv.
 * @param hidden a variable that no command may see.
 */
export function permissionOverrides(
  { codex }: ExecArguments,
  user: UserConfig,
  hidden: string,
): [key: string, value: string][] {
  const overrides: [string, unknown][] = [];
  const said = new Set(codex.config.map(({ key }) => key));
  const onCommandLine = sandboxFlags.some((flag) => codex.flags.has(flag));
  // Profiles go over `sandbox_mode` within one file, but not over what the caller says.
  if (!onCommandLine && !said.has('sandbox_mode') && !said.has('default_permissions')) {
    overrides.push(['sandbox_mode', user.sandbox_mode], ['default_permissions', user.default_permissions]);
  }
  overrides.push(['permissions', user.permissions]);
  for (const key of [
    'writable_roots',
    'network_access',
    'exclude_slash_tmp',
    'exclude_tmpdir_env_var',
  ] as const) {
    overrides.push([`sandbox_workspace_write.${key}`, user.sandbox_workspace_write?.[key]]);
  }
  const policy = user.shell_environment_policy;
  for (const key of ['inherit', 'ignore_default_excludes', 'include_only'] as const) {
    overrides.push([`shell_environment_policy.${key}`, policy?.[key]]);
  }
  overrides.push(['shell_environment_policy.exclude', [hidden, ...(policy?.exclude ?? [])]]);
  return overrides.flatMap(([key, value]) =>
    value === undefined ? [] : [[key, tomlValue(value)] as [string, string]],
  );
}
