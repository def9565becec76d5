/** Finding the Codex CLI, in temporary folders. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateCodex } from './locate.ts';
import { nativeOf } from './npm-wrapper.ts';

let root: string;
/** A file that can be run, at a path below the root; its path. */
function program(path: string, mode = 0o755, text = '#!/bin/sh\n'): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}
const locate = (env: NodeJS.ProcessEnv, configured: string | null = null) =>
  locateCodex({ configured, env: { HOME: join(root, 'home'), ...env }, platform: 'linux' });

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'brainswap-locate-')));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('locating Codex', () => {
  it('takes the first on PATH that can be run', () => {
    program('a/codex', 0o644);
    mkdirSync(join(root, 'b/codex'), { recursive: true });
    const third = program('c/codex');
    program('d/codex');
    const PATH = ['a', 'b', 'c', 'd'].map((name) => join(root, name)).join(':');
    expect(locate({ PATH })).toEqual({ path: third, executable: third, environment: {} });
  });

  it('looks into the usual folders behind a short PATH, as an app from the Dock has it', () => {
    const own = program('home/.local/bin/codex');
    const prefix = program('npm/bin/codex');
    expect(locate({ PATH: '/nowhere' }).path).toBe(own);
    rmSync(own);
    expect(locate({ npm_config_prefix: join(root, 'npm') }).path).toBe(prefix);
  });

  it('never takes one from a relative folder of PATH, which is wherever the caller stands', () => {
    program('codex');
    expect(() => locate({ PATH: `.::${root}/none` })).toThrow(/npm install -g @openai\/codex/);
  });

  it('takes the setting before all else, and says so when nothing is there', () => {
    const chosen = program('mine/my-codex');
    program('a/codex');
    expect(locate({ PATH: join(root, 'a') }, chosen).path).toBe(chosen);
    for (const wrong of [join(root, 'none'), 'codex', join(root, 'a'), program('plain', 0o644)]) {
      expect(() => locate({ PATH: join(root, 'a') }, wrong)).toThrow(
        expect.objectContaining({
          code: 'codex_missing',
          exitCode: 127,
          message: expect.stringContaining(wrong),
        }),
      );
    }
  });
});

describe("seeing through npm's wrapper", () => {
  const wrapper = () => program('lib/node_modules/@openai/codex/bin/codex.js');
  const vendored = 'vendor/x86_64-unknown-linux-musl/bin/codex';
  const native = (path: string) => nativeOf(path, 'linux', 'x64');

  it.each([
    ['beside', 'lib/node_modules/@openai/codex-linux-x64'],
    ['below', 'lib/node_modules/@openai/codex/node_modules/@openai/codex-linux-x64'],
  ])('finds the binary of the platform package %s the wrapper', (_, platformPackage) => {
    const path = wrapper();
    program(`${platformPackage}/package.json`, 0o644, '{}');
    expect(native(path)).toBeNull();
    const executable = program(`${platformPackage}/${vendored}`);
    expect(native(path)).toEqual({
      executable,
      environment: {
        CODEX_MANAGED_PACKAGE_ROOT: join(root, 'lib/node_modules/@openai/codex'),
        CODEX_MANAGED_BY_NPM: '1',
      },
    });
  });

  it('finds one that lies in the package itself', () => {
    const path = wrapper();
    const own = program(`lib/node_modules/@openai/codex/${vendored}`);
    expect(native(path)?.executable).toBe(own);
  });

  it('is used for a link on PATH, which stays the path that is shown', () => {
    const path = wrapper();
    const name = `${process.platform} ${process.arch}`;
    const target = { 'linux x64': 'x86_64-unknown-linux-musl', 'linux arm64': 'aarch64-unknown-linux-musl' };
    const folder = Object.entries(target).find(([key]) => key === name)?.[1] ?? 'aarch64-apple-darwin';
    const own = program(`lib/node_modules/@openai/codex/vendor/${folder}/bin/codex`);
    mkdirSync(join(root, 'bin'));
    symlinkSync(path, join(root, 'bin/codex'));
    const found = locate({ PATH: join(root, 'bin') });
    expect(found).toMatchObject({ path: join(root, 'bin/codex'), executable: own });
  });

  it('leaves alone what is no wrapper, another platform, or an install without its binary', () => {
    expect(native(program('brew/codex'))).toBeNull();
    expect(native(wrapper())).toBeNull();
    expect(nativeOf(wrapper(), 'win32', 'x64')).toBeNull();
  });
});
