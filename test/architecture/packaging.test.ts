/** Statements about how the app is packed: fuses, hardened runtime, menu-bar only, and that every file named is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const Config = z.object({
  files: z.array(z.string()),
  icon: z.string(),
  asar: z.boolean(),
  extraResources: z.array(z.object({ from: z.string(), to: z.string() })),
  mac: z.object({
    hardenedRuntime: z.boolean(),
    entitlements: z.string(),
    entitlementsInherit: z.string(),
    extendInfo: z.record(z.string(), z.unknown()),
  }),
  electronFuses: z.record(z.string(), z.boolean()),
});
const config = Config.parse(parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')));

describe('the packed app', () => {
  it('has its fuses set', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
    expect(config.asar).toBe(true);
  });

  it('is hardened and lives in the menu bar only', () => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true, extendInfo: { LSUIElement: true } });
  });

  it('asks for one right under the hardened runtime: to compile JavaScript', () => {
    for (const file of [config.mac.entitlements, config.mac.entitlementsInherit]) {
      const keys = [...readFileSync(join(root, file), 'utf8').matchAll(/<key>(.*)<\/key>/gu)].map(
        ([, key]) => key,
      );
      expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
    }
  });

  it('names only files that are there', () => {
    const named = [config.icon, config.mac.entitlements, ...config.extraResources.map(({ from }) => from)];
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('holds the three built parts and the manifest, and the tray pictures where main looks for them', () => {
    expect(config.files).toEqual(['package.json', 'out/main/**', 'out/preload/**', 'out/renderer/**']);
    expect(config.extraResources).toContainEqual({ from: 'resources/tray', to: 'tray' });
    const main = readFileSync(join(root, 'src/main/index.ts'), 'utf8');
    expect(main).toContain("join(resources, 'tray')");
  });
});
