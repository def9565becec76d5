/** Statements about the app as a whole, from the first line to the last, against the stand-in for Electron. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Brainswap } from '../core/brainswap.ts';
import { type FakeElectron, FakeTray, fakeElectron } from './testing/fake-electron.ts';
import { FakeBrowserWindow } from './testing/fake-window.ts';
import { sampleRun, sampleStatus } from './testing/samples.ts';

const { electron } = vi.hoisted(() => ({ electron: {} as FakeElectron }));
vi.mock('electron', () => electron);
const { startApp } = await import('./app.ts');

let folder = '';
const disposed = vi.fn(async () => undefined);
const core = {
  feed: { subscribe: () => () => undefined },
  store: { list: () => [sampleRun({ status: 'running', ownerPid: process.pid, endedAt: null })] },
  status: async () => sampleStatus(),
  dispose: disposed,
} as unknown as Brainswap;
const options = (open: () => Promise<Brainswap> = async () => core) => ({
  paths: {
    renderer: '/app/renderer',
    preload: '/app/preload.cjs',
    trayImages: '/tray',
    bounds: join(folder, 'w.json'),
  },
  open,
  serve: vi.fn(),
});
function tray(): FakeTray {
  const [made] = FakeTray.made;
  if (made === undefined) throw new Error('no tray was made');
  return made;
}

beforeEach(() => {
  Object.assign(electron, fakeElectron());
  folder = mkdtempSync(join(tmpdir(), 'brainswap-app-'));
  disposed.mockClear();
  vi.useFakeTimers({ now: 1_012_000 });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

describe('the app', () => {
  it('ends at once when another instance runs, having touched nothing', async () => {
    Object.assign(electron, fakeElectron({ onlyInstance: false }));
    await startApp(options());
    expect(electron.app.quit).toHaveBeenCalledOnce();
    expect(electron.app.whenReady).not.toHaveBeenCalled();
    expect(FakeTray.made).toHaveLength(0);
  });

  it('declares its scheme and the sandbox before Electron is ready', async () => {
    const early: string[] = [];
    electron.app.whenReady.mockImplementationOnce(async () => {
      if (electron.protocol.registerSchemesAsPrivileged.mock.calls.length === 1) early.push('scheme');
      if (electron.app.enableSandbox.mock.calls.length === 1) early.push('sandbox');
      if (electron.app.listenerCount('web-contents-created') === 1) early.push('guard');
    });
    await startApp(options());
    expect(early).toEqual(['scheme', 'sandbox', 'guard']);
  });

  it('locks the session down and serves its files before it makes a window', async () => {
    await startApp(options());
    const { defaultSession } = electron.session;
    expect(defaultSession.setPermissionRequestHandler).toHaveBeenCalledOnce();
    expect(defaultSession.setPermissionCheckHandler).toHaveBeenCalledOnce();
    expect(defaultSession.setDevicePermissionHandler).toHaveBeenCalledOnce();
    expect(defaultSession.webRequest.onBeforeRequest).toHaveBeenCalledOnce();
    expect(electron.protocol.handle).toHaveBeenCalledExactlyOnceWith('app', expect.any(Function));
    expect(FakeBrowserWindow.made).toHaveLength(0);
  });

  it('shows "starting" while the core opens, then what it knows', async () => {
    const { promise, resolve } = Promise.withResolvers<Brainswap>();
    const started = startApp(options(() => promise));
    await vi.advanceTimersByTimeAsync(0);
    expect(tray().tooltip).toBe('Brainswap: starting');
    resolve(core);
    await started;
    await vi.advanceTimersByTimeAsync(0);
    expect(tray().tooltip).toBe('Brainswap: ready, qwen3.6-35b-a3b · 32k');
  });

  it('opens the popover from the tray and the dashboard from its menu', async () => {
    await startApp(options());
    tray().emit('click', {}, tray().getBounds());
    tray().emit('right-click');
    const [[template]] = electron.Menu.buildFromTemplate.mock.calls.slice(-1) as [
      [Electron.MenuItemConstructorOptions[]],
    ];
    expect(template.map((item) => item.label)).toContain('◐ running · rename · 12 s · local');
    template.find((item) => item.label === 'Open dashboard')?.click?.({} as never, undefined, {} as never);
    expect(FakeBrowserWindow.made.map((window) => window.webContents.address)).toEqual([
      'app://brainswap/#/popover',
      'app://brainswap/#/',
    ]);
    for (const { options: made } of FakeBrowserWindow.made) {
      expect(made.webPreferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
      });
    }
  });

  it('shows the dashboard when it is started a second time or reopened', async () => {
    await startApp(options());
    electron.app.emit('second-instance');
    electron.app.emit('activate');
    expect(FakeBrowserWindow.made).toHaveLength(1);
  });

  it('gives a page of its own a port that speaks to the core', async () => {
    const given = options();
    await startApp(given);
    const senderFrame = {
      origin: 'app://brainswap',
      url: 'app://brainswap/',
      parent: null,
      postMessage: vi.fn(),
    };
    electron.ipcMain.emit('brainswap:connect', { sender: { id: 1 }, senderFrame });
    await vi.advanceTimersByTimeAsync(0);
    expect(given.serve).toHaveBeenCalledExactlyOnceWith(core, expect.anything());
    expect(senderFrame.postMessage).toHaveBeenCalledOnce();
  });

  it('says why it cannot start, and ends', async () => {
    await startApp(
      options(async () => {
        throw new Error('Settings in /s.json are not valid. Mend or delete the file');
      }),
    );
    expect(electron.dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(
      'Brainswap cannot start',
      'Settings in /s.json are not valid. Mend or delete the file',
    );
    expect(electron.app.exit).toHaveBeenCalledExactlyOnceWith(1);
  });

  it('asks before it ends a run of its own, then closes the store and quits', async () => {
    await startApp(options());
    electron.dialog.showMessageBox.mockResolvedValueOnce({ response: 1, checkboxChecked: false });
    const preventDefault = vi.fn();
    electron.app.emit('before-quit', { preventDefault });
    await vi.advanceTimersByTimeAsync(0);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(electron.dialog.showMessageBox).toHaveBeenCalledOnce();
    expect(disposed).toHaveBeenCalledOnce();
    expect(electron.app.quit).toHaveBeenCalledOnce();
    expect(tray().destroy).toHaveBeenCalledOnce();
  });
});
