/** Tests of the settings file. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../schema/index.ts';
import { createFileSettingsStore } from './file-store.ts';
import { createSettings, SettingsError } from './service.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the settings file', () => {
  it('gives the defaults where there is none, without making one', () => {
    const settings = createSettings(createFileSettingsStore({ folder: join(folder, 'new') }));
    expect(settings.get()).toEqual(defaultSettings);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  it('is made with its folder on the first save, for its owner only', () => {
    const settings = createSettings(createFileSettingsStore({ folder: join(folder, 'new') }));
    settings.update({ ...defaultSettings, routes: { 'a/b.c': { route: 'local' } } });
    expect(settings.get().routes['a/b.c']).toEqual({ route: 'local', escalate: true, verify: null });
    expect(statSync(settings.path).mode & 0o777).toBe(0o600);
    expect(settings.path).toBe(join(folder, 'new', 'settings.json'));
  });

  it('counts an edit by hand at once', () => {
    const settings = createSettings(createFileSettingsStore({ folder }));
    settings.update(defaultSettings);
    writeFileSync(settings.path, JSON.stringify({ local: { mode: 'stock' } }));
    expect(settings.get().local.mode).toBe('stock');
  });

  it.each(['{"local":', '', '[1]', '"x"', 'null'])(
    'names a file that holds %j, and leaves it as it is',
    (content) => {
      const store = createFileSettingsStore({ folder });
      writeFileSync(store.path, content);
      const settings = createSettings(store);
      expect(() => settings.get()).toThrow(SettingsError);
      expect(() => settings.get()).toThrow(store.path);
      expect(() => settings.update(defaultSettings)).toThrow(store.path);
      expect(readFileSync(store.path, 'utf8')).toBe(content);
    },
  );

  it('names a file that breaks while it is in use, and leaves it as it is', () => {
    const settings = createSettings(createFileSettingsStore({ folder }));
    settings.update(defaultSettings);
    writeFileSync(settings.path, '{"local"');
    expect(() => settings.get()).toThrow(settings.path);
    expect(() => settings.update(defaultSettings)).toThrow(settings.path);
    expect(readFileSync(settings.path, 'utf8')).toBe('{"local"');
  });

  it('names the field that is not valid', () => {
    const settings = createSettings(createFileSettingsStore({ folder }));
    writeFileSync(settings.path, JSON.stringify({ local: { contextLength: 'many' } }));
    expect(() => settings.get()).toThrow(/local\.contextLength/);
  });

  it.skipIf(process.getuid?.() === 0)('says so when it may not be read', () => {
    const settings = createSettings(createFileSettingsStore({ folder }));
    settings.update(defaultSettings);
    chmodSync(settings.path, 0o000);
    expect(() => settings.get()).toThrow(settings.path);
  });
});
