/** Statements about showing a folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeElectron, fakeElectron } from '../testing/fake-electron.ts';

const { electron } = vi.hoisted(() => ({ electron: {} as FakeElectron }));
vi.mock('electron', () => electron);
const { openFolder } = await import('./open-folder.ts');

let folder = '';
beforeEach(() => {
  Object.assign(electron, fakeElectron());
  folder = mkdtempSync(join(tmpdir(), 'brainswap-open-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('opening a folder', () => {
  it('hands it to the system', async () => {
    await openFolder(folder);
    expect(electron.shell.openPath).toHaveBeenCalledExactlyOnceWith(folder);
  });

  it('refuses what is gone and what is a file', async () => {
    writeFileSync(join(folder, 'run.command'), '');
    await expect(openFolder(join(folder, 'gone'))).rejects.toThrow('ENOENT');
    await expect(openFolder(join(folder, 'run.command'))).rejects.toThrow('not a folder');
    expect(electron.shell.openPath).not.toHaveBeenCalled();
  });

  it('passes on why the system did not', async () => {
    electron.shell.openPath.mockResolvedValueOnce('No application knows how to open it');
    await expect(openFolder(folder)).rejects.toThrow('No application');
  });
});
