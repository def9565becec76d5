/** What is read of a CODEX_HOME, in temporary ones. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codexHome, readLogin, readUserConfig, readUserPermissions } from './home.ts';

let root: string;
let env: NodeJS.ProcessEnv;
const write = (name: string, text: string) => writeFileSync(join(root, name), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'brainswap-home-'));
  env = { CODEX_HOME: root };
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the folder of Codex', () => {
  it('is CODEX_HOME, else ~/.codex', () => {
    expect(codexHome({ CODEX_HOME: '/x', HOME: '/home/me' })).toBe('/x');
    expect(codexHome({ HOME: '/home/me' })).toBe('/home/me/.codex');
    expect(codexHome({ CODEX_HOME: '', HOME: '/home/me' })).toBe('/home/me/.codex');
  });

  it('is never a relative path, also where HOME is empty', () => {
    expect(codexHome({ HOME: '' })).toMatch(/^\/.*\.codex$/);
  });
});

describe('the login', () => {
  const tokens = { access_token: 'secret' };
  it.each<[string, unknown, NodeJS.ProcessEnv, string]>([
    ['no file', null, {}, 'none'],
    ['a file that is not JSON', '{bad', {}, 'none'],
    ['an empty object', {}, {}, 'none'],
    ['a sign-in', { tokens, OPENAI_API_KEY: null }, {}, 'chatgpt'],
    ['a key', { OPENAI_API_KEY: 'sk-x' }, {}, 'api_key'],
    ['both', { OPENAI_API_KEY: 'sk-x', tokens }, {}, 'api_key'],
    [
      'both, with the sign-in chosen',
      { auth_mode: 'chatgpt', OPENAI_API_KEY: 'sk-x', tokens },
      {},
      'chatgpt',
    ],
    ['both, with the key chosen', { auth_mode: 'apikey', OPENAI_API_KEY: 'sk-x', tokens }, {}, 'api_key'],
    ['a key in the environment', { tokens }, { CODEX_API_KEY: 'sk-y' }, 'api_key'],
    ['a key of another program', null, { OPENAI_API_KEY: 'sk-z' }, 'none'],
  ])('with %s is as Codex has it', (_, file, more, expected) => {
    if (file !== null) write('auth.json', typeof file === 'string' ? file : JSON.stringify(file));
    expect(readLogin({ ...env, ...more })).toBe(expected);
  });
});

describe('the config', () => {
  it('is empty where there is none, or it is not TOML', () => {
    expect(readUserConfig(env)).toEqual({});
    write('config.toml', 'sandbox_mode = \n[[');
    expect(readUserConfig(env)).toEqual({});
  });

  it('keeps what can be read beside what cannot', () => {
    write(
      'config.toml',
      'sandbox_mode = "of-a-later-release"\nmodel = "m"\n[sandbox_workspace_write]\nnetwork_access = "yes"\nwritable_roots = ["/w"]',
    );
    const config = readUserConfig(env);
    expect(config.sandbox_mode).toBeUndefined();
    expect(config.model).toBe('m');
    expect(config.sandbox_workspace_write).toEqual({ writable_roots: ['/w'] });
  });
});

describe('the sandbox where the file says none', () => {
  const projects = (...folders: string[]) =>
    write(
      'config.toml',
      folders.map((folder) => `[projects."${folder}"]\ntrust_level = "trusted"\n`).join(''),
    );
  const sandboxIn = (folder: string) => readUserPermissions(env, folder).sandbox_mode;
  const repository = () => {
    mkdirSync(join(root, 'repo/.git/worktrees/tree'), { recursive: true });
    mkdirSync(join(root, 'repo/sub'));
    mkdirSync(join(root, 'tree'));
    writeFileSync(join(root, 'repo/.git/worktrees/tree/commondir'), '../..\n');
    writeFileSync(join(root, 'tree/.git'), `gitdir: ${join(root, 'repo/.git/worktrees/tree')}\n`);
    return join(root, 'repo');
  };

  it('is workspace-write in a project that was trusted or distrusted, and in all of its repository', () => {
    const repo = repository();
    projects(repo);
    symlinkSync(repo, join(root, 'link'));
    for (const folder of ['repo', 'repo/sub', 'tree', 'link']) {
      expect(sandboxIn(join(root, folder)), folder).toBe('workspace-write');
    }
  });

  it('is left to Codex elsewhere: below a folder that is no repository, and under the name of a link', () => {
    mkdirSync(join(root, 'plain/sub'), { recursive: true });
    symlinkSync(join(root, 'plain'), join(root, 'link'));
    projects(join(root, 'plain'));
    expect(sandboxIn(join(root, 'plain'))).toBe('workspace-write');
    expect(sandboxIn(join(root, 'plain/sub'))).toBeUndefined();
    projects(join(root, 'link'));
    expect(sandboxIn(join(root, 'link'))).toBeUndefined();
  });

  it('is left alone where the file says a sandbox or a profile', () => {
    const repo = repository();
    write('config.toml', `sandbox_mode = "read-only"\n[projects."${repo}"]\ntrust_level = "trusted"`);
    expect(sandboxIn(repo)).toBe('read-only');
    write('config.toml', `default_permissions = ":read-only"\n[projects."${repo}"]\ntrust_level = "trusted"`);
    expect(sandboxIn(repo)).toBeUndefined();
  });

  it('is none for a folder that does not exist or a broken worktree', () => {
    projects('/nowhere/at/all/x');
    expect(sandboxIn('/nowhere/at/all')).toBeUndefined();
    mkdirSync(join(root, 'broken'));
    writeFileSync(join(root, 'broken/.git'), 'gitdir: /nowhere\n');
    expect(sandboxIn(join(root, 'broken'))).toBeUndefined();
  });
});
