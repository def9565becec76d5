/** Statements about the environment that Codex inherits from the app. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { namesToAdopt, namesToRemove, prepareEnvironment } from './child-environment.ts';
import { needsShellEnvironment, parseEnvironment, readShellEnvironment } from './shell-environment.ts';

describe('the environment of children', () => {
  it('has nothing of Electron', () => {
    const environment = {
      ELECTRON_RUN_AS_NODE: '1',
      CHROME_CRASHPAD_PIPE_NAME: 'x',
      NODE_CHANNEL_FD: '3',
      PATH: '/bin',
    };
    expect(namesToRemove(environment)).toEqual([
      'ELECTRON_RUN_AS_NODE',
      'CHROME_CRASHPAD_PIPE_NAME',
      'NODE_CHANNEL_FD',
    ]);
  });

  it('takes PATH from the shell and what the app has not got, but not what the shell says of itself', () => {
    const own = { PATH: '/usr/bin:/bin', HOME: '/Users/a' };
    const shell = {
      PATH: '/opt/homebrew/bin:/usr/bin:/bin',
      HOME: '/elsewhere',
      LOCAL_KEY_NAME: 'value',
      PWD: '/',
      SHLVL: '1',
      ELECTRON_RUN_AS_NODE: '1',
    };
    expect(namesToAdopt(own, shell)).toEqual({
      PATH: '/opt/homebrew/bin:/usr/bin:/bin',
      LOCAL_KEY_NAME: 'value',
    });
  });

  it('is prepared in place', () => {
    const environment: NodeJS.ProcessEnv = { PATH: '/bin', ELECTRON_RENDERER_URL: 'x' };
    prepareEnvironment(environment, { PATH: '/opt/bin', A: '1' });
    expect(environment).toEqual({ PATH: '/opt/bin', A: '1' });
  });
});

describe('the login shell', () => {
  it('is asked on a Mac when no terminal started the app', () => {
    expect(needsShellEnvironment('darwin', { SHELL: '/bin/zsh' })).toBe(true);
    expect(needsShellEnvironment('darwin', { SHELL: '/bin/zsh', TERM: 'xterm' })).toBe(false);
    expect(needsShellEnvironment('linux', { SHELL: '/bin/bash' })).toBe(false);
    expect(needsShellEnvironment('darwin', {})).toBe(false);
  });

  it('is read between the marks, with values of several lines', () => {
    const output = 'Welcome!\nA=0\nmark\nA=1\nB=two\nlines\n\nC=x=y\nmark\nbye\n';
    expect(parseEnvironment(output, 'mark')).toEqual({ A: '1', B: 'two\nlines\n', C: 'x=y' });
  });

  it('gives nothing when there is no mark', () => {
    expect(parseEnvironment('A=1\n', 'mark')).toEqual({});
  });

  it('gives what a real shell says', async () => {
    const found = await readShellEnvironment('/bin/bash');
    expect(found.PATH).toContain('/');
  });

  it('gives nothing, with a word of warning, when the shell fails or hangs', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const folder = mkdtempSync(join(tmpdir(), 'brainswap-shell-'));
    const hanging = join(folder, 'hanging-shell');
    writeFileSync(hanging, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
    expect(await readShellEnvironment(join(folder, 'absent'))).toEqual({});
    expect(await readShellEnvironment(hanging, 50)).toEqual({});
    expect(warn).toHaveBeenCalledTimes(2);
    rmSync(folder, { recursive: true });
    warn.mockRestore();
  });
});
