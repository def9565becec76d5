/** Statements about the built main process: an ES module that needs only what the packed app brings along. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build, mergeConfig } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from './checkout.ts';
import { importsOf } from './imports.ts';

let folder = '';
let packages: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-main-build-'));
  const { config } = await resolveConfig({ root, logLevel: 'silent' }, 'build', 'production');
  await build(mergeConfig({ ...config?.main }, { build: { outDir: folder, emptyOutDir: true } }));
  packages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) => importsOf({ path, text: readFileSync(join(folder, path), 'utf8') }))
    .filter(({ target }) => target === null)
    .map(({ specifier }) => /^(?:@[^/]+\/)?[^/]+/u.exec(specifier)?.[0] ?? specifier);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

it('imports Node, Electron, and packages that ship with the app', () => {
  const manifest = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const there = new Set(['electron', ...Object.keys(manifest.dependencies), ...builtinModules]);
  const missing = packages.filter((name) => !name.startsWith('node:') && !there.has(name));
  expect([...new Set(missing)]).toEqual([]);
  expect(packages).toEqual(expect.arrayContaining(['electron', 'electron-store', 'zod']));
});

it('starts at index.js, as package.json says', () => {
  expect(readdirSync(folder)).toContain('index.js');
  const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(main).toBe('./out/main/index.js');
});
