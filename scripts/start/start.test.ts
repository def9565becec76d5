/** Statements about `npm start`: what it builds and what it opens, in checkouts made for the purpose. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchElectron, findElectron } from './electron-binary.ts';
import { needsBuild } from './freshness.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'brainswap-start-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes a file of the checkout, changed `seconds` after the epoch. */
function put(path: string, seconds: number, text = '', mode = 0o644): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  utimesSync(file, seconds, seconds);
}
function putBuilt(seconds: number): void {
  const parts = [
    'out/main/index.js',
    'out/preload/index.cjs',
    'out/renderer/index.html',
    'out/cli/brainswap.js',
  ];
  for (const path of parts) put(path, seconds);
}

describe('what was built', () => {
  it('is fresh when no source is newer', () => {
    putBuilt(2_000);
    put('src/main/index.ts', 1_000);
    expect(needsBuild(root)).toBe(false);
  });

  it('is stale when a source deep down or a configuration is newer than any part', () => {
    putBuilt(2_000);
    put('src/core/deep/down/file.ts', 2_001);
    expect(needsBuild(root)).toBe(true);
    rmSync(join(root, 'src'), { recursive: true });
    put('electron.vite.config.ts', 2_001);
    expect(needsBuild(root)).toBe(true);
  });

  it('is stale when one part is missing', () => {
    putBuilt(2_000);
    rmSync(join(root, 'out/preload/index.cjs'));
    expect(needsBuild(root)).toBe(true);
  });

  it('does not mind a newer test', () => {
    putBuilt(2_000);
    put('src/main/index.test.ts', 3_000);
    expect(needsBuild(root)).toBe(false);
  });
});

describe("Electron's binary", () => {
  it('is found where its package says', () => {
    put('node_modules/electron/path.txt', 1, 'Electron.app/Contents/MacOS/Electron');
    put('node_modules/electron/dist/Electron.app/Contents/MacOS/Electron', 1);
    expect(findElectron(root)).toBe(
      join(root, 'node_modules/electron/dist/Electron.app/Contents/MacOS/Electron'),
    );
  });

  it('is not found when it was never fetched, or only half', () => {
    expect(findElectron(root)).toBeNull();
    put('node_modules/electron/path.txt', 1, 'electron');
    expect(findElectron(root)).toBeNull();
  });

  it('is fetched on a Mac only, and the first line of its installer says why not', () => {
    expect(fetchElectron(root, 'linux')).toBe('it is fetched on a Mac only');
    put(
      'node_modules/electron/install.js',
      1,
      "console.error('no network\\n    at stack'); process.exit(1);",
    );
    expect(fetchElectron(root, 'darwin')).toBe('no network');
    put('node_modules/electron/install.js', 1, '');
    expect(fetchElectron(root, 'darwin')).toBeNull();
  });
});

describe('npm start', () => {
  /** Runs the real script in the made checkout, with programs that print what they were called with. */
  function start(...args: string[]) {
    for (const part of ['start.ts', 'start']) {
      cpSync(resolve(import.meta.dirname, '..', part), join(root, 'scripts', part), { recursive: true });
    }
    put('package.json', 1, '{"type":"module","scripts":{"build":"echo built"}}');
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'scripts/start.ts'), ...args], {
      encoding: 'utf8',
    });
    return { lines: stdout.trim().split('\n'), status };
  }
  const echo = '#!/bin/sh\necho "$(basename "$0") $*"\nexit 7\n';

  it('opens the app with what it was given, and hands on its exit code', () => {
    putBuilt(2_000_000_000);
    put('node_modules/electron/path.txt', 1, 'electron');
    put('node_modules/electron/dist/electron', 1, echo, 0o755);
    expect(start('--flag')).toEqual({ lines: [`electron ${root} --flag`], status: 7 });
  });

  it.skipIf(process.platform === 'darwin')('says in one line why it opens the browser instead', () => {
    putBuilt(2_000_000_000);
    put('bin/brainswap', 1, echo, 0o755);
    expect(start()).toEqual({
      lines: [
        "Electron's binary cannot be had here (it is fetched on a Mac only), so the same dashboard opens in the browser.",
        'brainswap serve --open',
      ],
      status: 7,
    });
  });

  it('builds first when something is stale', () => {
    put('node_modules/electron/path.txt', 1, 'electron');
    put('node_modules/electron/dist/electron', 1, echo, 0o755);
    expect(start().lines).toEqual(['built', `electron ${root} `.trim()]);
  });
});
