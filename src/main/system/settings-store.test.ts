/** Statements about settings in the app: one file with the command line, through electron-store. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileSettingsStore, createSettings } from '../../core/settings/index.ts';

const { electron } = vi.hoisted(() => ({
  electron: { ipcMain: { on: () => undefined }, app: { getPath: () => '/nowhere', getVersion: () => '1' } },
}));
vi.mock('electron', () => ({ ...electron, default: electron }));
const { openWithElectronStore } = await import('./settings-store.ts');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('settings in the app', () => {
  const app = () => createSettings(createFileSettingsStore({ folder, openFile: openWithElectronStore }));
  const commandLine = () => createSettings(createFileSettingsStore({ folder }));

  it('are what the command line wrote, and the other way round', () => {
    const settings = commandLine().get();
    commandLine().update({ ...settings, referenceModel: 'by-the-command-line' });
    expect(app().get().referenceModel).toBe('by-the-command-line');
    app().update({ ...settings, referenceModel: 'by-the-app' });
    expect(commandLine().get().referenceModel).toBe('by-the-app');
    expect(app().path).toBe(commandLine().path);
  });

  it('are for the person alone to read', () => {
    app().update(commandLine().get());
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  });

  it('are not overwritten when a hand has slipped in the file', () => {
    const path = join(folder, 'settings.json');
    const defaults = app().get();
    writeFileSync(path, '{"referenceModel": "x",}');
    expect(() => app().update(defaults)).toThrow(/Mend the file/u);
    expect(readFileSync(path, 'utf8')).toBe('{"referenceModel": "x",}');
  });
});
