/** Our overrides and our catalogue, judged by the real Codex: a key it does not know would silently do nothing. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { basePrompt } from './base-prompt.ts';
import { compactionLimit, toolOutputLimit, writeCatalogue } from './catalogue.ts';
import { parseExecArguments } from './exec-arguments.ts';
import type { UserConfig } from './home.ts';
import { locateCodex } from './locate.ts';
import { leanArguments } from './route-lean.ts';
import { stockArguments } from './route-stock.ts';
import { codexVersion, testedVersion, versionWarning } from './version.ts';

const program = locateCodex({ configured: resolve('node_modules/.bin/codex'), env: process.env });
/** A thread that does not exist: Codex reads its whole configuration and then ends, before any request. */
const noThread = ['--skip-git-repo-check', 'resume', '01234567-89ab-7cde-8f01-23456789abcd', 'hi'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-real-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({ ...process.env, CODEX_HOME: folder, BRAINSWAP_RELAY_TOKEN: 'x' });
const lean = (user: UserConfig, ...tokens: string[]) =>
  leanArguments(parseExecArguments([], ['--strict-config', ...tokens, ...noThread]), {
    relayUrl: 'http://127.0.0.1:9/v1',
    model: 'a/b "q" ü',
    contextLength: 32_768,
    cataloguePath: writeCatalogue(folder, { model: 'a/b "q" ü', contextLength: 32_768 }),
    user,
  });
const run = (args: readonly string[]) =>
  spawnSync(program.executable, args, { encoding: 'utf8', env: environment(), cwd: folder, input: '' })
    .stderr;

describe('the real Codex', () => {
  it('is the release that all of this was found with', async () => {
    expect(await codexVersion(program)).toBe(testedVersion);
    expect(versionWarning(testedVersion)).toBeNull();
    expect(versionWarning('0.170.0')).toContain('0.170.0 was not tested');
  });

  it('knows every override of a lean run, permissions of the user included', () => {
    const user: UserConfig = {
      sandbox_mode: 'workspace-write',
      default_permissions: 'mine',
      permissions: { mine: { extends: ':workspace', filesystem: { '/etc/my "secrets"': 'deny' } } },
      sandbox_workspace_write: {
        writable_roots: ['/a b'],
        network_access: false,
        exclude_slash_tmp: true,
        exclude_tmpdir_env_var: true,
      },
      shell_environment_policy: {
        inherit: 'core',
        ignore_default_excludes: false,
        exclude: ['AWS_*'],
        include_only: ['PATH'],
      },
    };
    expect(run(lean(user))).toContain('no rollout found for thread id');
    expect(run(lean({}))).toContain('no rollout found for thread id');
  });

  it('would have told of a key that it does not know', () => {
    expect(run(lean({}, '-c', 'skills.no_such_key=1'))).toContain('no_such_key');
  });

  it('takes the arguments of a stock run', () => {
    // --oss would look for LM Studio first; everything else is judged.
    const args = stockArguments(parseExecArguments([], ['--strict-config', ...noThread]), {
      model: 'm',
      contextLength: 8192,
      user: {},
    }).filter((token) => token !== '--oss');
    expect(run(args)).toContain('no rollout found for thread id');
  });

  it('reads our catalogue entry with its prompt and limits', () => {
    const entry = { model: 'a/b "q" ü', contextLength: 32_768 };
    const path = writeCatalogue(folder, entry);
    const printed = execFileSync(
      program.executable,
      ['debug', 'models', '-c', `model_catalog_json=${JSON.stringify(path)}`],
      { encoding: 'utf8', env: environment(), stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const { models } = JSON.parse(printed) as { models: Record<string, unknown>[] };
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({
      slug: entry.model,
      context_window: 32_768,
      auto_compact_token_limit: compactionLimit(32_768),
      truncation_policy: { mode: 'tokens', limit: toolOutputLimit(32_768) },
    });
    expect(JSON.stringify(models[0])).toContain(JSON.stringify(basePrompt).slice(1, 80));
  });
});

describe('the catalogue file', () => {
  it('has the same name for the same content and another for other content', () => {
    const entry = { model: 'm', contextLength: 8_192 };
    const path = writeCatalogue(join(folder, 'new/folder'), entry);
    expect(writeCatalogue(join(folder, 'new/folder'), entry)).toBe(path);
    expect(writeCatalogue(join(folder, 'new/folder'), { ...entry, contextLength: 4_096 })).not.toBe(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ models: [{ slug: 'm' }] });
  });

  it.each([4_096, 8_192, 32_768, 131_072, 1_048_576])(
    'leaves room for an answer and one tool output in a window of %i tokens',
    (contextLength) => {
      expect(compactionLimit(contextLength) + toolOutputLimit(contextLength)).toBeLessThan(contextLength);
      // Codex takes the smaller of this and 90 % of the window; ours must be the one that counts.
      expect(compactionLimit(contextLength)).toBeLessThan(contextLength * 0.9);
    },
  );
});
