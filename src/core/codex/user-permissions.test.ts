/** Permissions of the user's config, carried into runs that do not read it. */
import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parseExecArguments } from './exec-arguments.ts';
import type { UserConfig } from './home.ts';
import { permissionOverrides } from './user-permissions.ts';

const carried = (user: UserConfig, ...tokens: string[]) =>
  permissionOverrides(parseExecArguments([], tokens), user, 'HIDDEN');
/** The overrides as the TOML that Codex builds from them. */
const asToml = (overrides: [string, string][]) =>
  parse(overrides.map(([key, value]) => `${key} = ${value}`).join('\n')) as Record<string, unknown>;

describe('permissions carried over', () => {
  it('are exactly those of the file: nothing wider, nothing narrower', () => {
    const user = fc.record(
      {
        sandbox_mode: fc.constantFrom('read-only', 'workspace-write', 'danger-full-access'),
        default_permissions: fc.constantFrom(':workspace', ':read-only', 'mine'),
        permissions: fc.constant({ mine: { extends: ':workspace', filesystem: { '/etc/a "b"': 'deny' } } }),
        sandbox_workspace_write: fc.record(
          {
            writable_roots: fc.array(fc.string()),
            network_access: fc.boolean(),
            exclude_slash_tmp: fc.boolean(),
            exclude_tmpdir_env_var: fc.boolean(),
          },
          { requiredKeys: [], noNullPrototype: true },
        ),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(user, (config) => {
        const { shell_environment_policy: _, ...rest } = asToml(carried(config as UserConfig));
        // As the file itself would be read; a table without keys says nothing.
        const file = parse(stringify(config)) as Record<string, object>;
        if (Object.keys(file.sandbox_workspace_write ?? {}).length === 0) delete file.sandbox_workspace_write;
        expect(rest).toEqual(file);
      }),
    );
  });

  it('are left to Codex where the file says nothing', () => {
    expect(carried({}).map(([key]) => key)).toEqual(['shell_environment_policy.exclude']);
  });

  it.each([
    ['-s', 'read-only'],
    ['--sandbox=read-only'],
    ['--yolo'],
    ['--approve-for-me'],
    ['-c', 'sandbox_mode="read-only"'],
    ['-c', 'default_permissions=":read-only"'],
  ])('give way to a sandbox on the command line (%j %j)', (...tokens) => {
    const user: UserConfig = {
      sandbox_mode: 'danger-full-access',
      default_permissions: ':danger-full-access',
    };
    expect(carried(user, ...tokens.filter((token) => token !== undefined)).map(([key]) => key)).toEqual([
      'shell_environment_policy.exclude',
    ]);
  });
});

describe('which variables a command sees', () => {
  it('is as in the file, and never our own secret', () => {
    const { shell_environment_policy: policy } = asToml(
      carried({
        shell_environment_policy: {
          inherit: 'core',
          exclude: ['AWS_*'],
          include_only: ['PATH'],
          ignore_default_excludes: false,
        },
      }),
    );
    expect(policy).toEqual({
      inherit: 'core',
      ignore_default_excludes: false,
      include_only: ['PATH'],
      exclude: ['HIDDEN', 'AWS_*'],
    });
  });

  it('leaves values behind, since they may be secrets and these are arguments of a process', () => {
    const user: UserConfig = { shell_environment_policy: { set: { API_KEY: 'sk-secret' } } };
    expect(JSON.stringify(carried(user))).not.toContain('sk-secret');
  });
});
