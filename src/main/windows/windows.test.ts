/** Statements about the two windows, against the stand-in for Electron. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { securePreferences } from '../security/web-preferences.ts';
import { type FakeElectron, fakeElectron } from '../testing/fake-electron.ts';
import { FakeBrowserWindow } from '../testing/fake-window.ts';

const { electron } = vi.hoisted(() => ({ electron: {} as FakeElectron }));
vi.mock('electron', () => electron);
const { createDashboard } = await import('./dashboard-window.ts');
const { createPopover } = await import('./popover-window.ts');
const { followTheme, windowColour } = await import('./appearance.ts');

const preferences = securePreferences('/preload.cjs', false);
const tray = { x: 900, y: 0, width: 24, height: 24 };
let folder = '';
beforeEach(() => {
  Object.assign(electron, fakeElectron());
  folder = mkdtempSync(join(tmpdir(), 'brainswap-windows-'));
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function only(): FakeBrowserWindow {
  const [window, ...others] = FakeBrowserWindow.made;
  if (window === undefined || others.length > 0) throw new Error('expected exactly one window');
  return window;
}

describe('the popover', () => {
  it('is frameless, 360 wide, secure, and made by the first click', () => {
    const popover = createPopover(preferences, vi.fn());
    expect(FakeBrowserWindow.made).toHaveLength(0);
    popover.click(tray);
    expect(only().options).toMatchObject({
      width: 360,
      frame: false,
      show: false,
      resizable: false,
      skipTaskbar: true,
      webPreferences: preferences,
    });
    expect(only().webContents.address).toBe('app://brainswap/#/popover');
    expect(only().bounds).toMatchObject({ x: 732, y: 28, width: 360 });
    expect(only().visible).toBe(true);
  });

  it('asks for a fresh status whenever it is shown', () => {
    const onShow = vi.fn();
    const popover = createPopover(preferences, onShow);
    popover.click(tray);
    popover.click(tray);
    vi.advanceTimersByTime(1_000);
    popover.click(tray);
    expect(onShow).toHaveBeenCalledTimes(2);
  });

  it('hides when it loses the focus or Escape is pressed, and keeps its window', () => {
    const popover = createPopover(preferences, vi.fn());
    popover.click(tray);
    only().emit('blur');
    expect(only().visible).toBe(false);
    vi.advanceTimersByTime(1_000);
    popover.click(tray);
    only().webContents.emit('before-input-event', {}, { type: 'keyDown', key: 'Escape' });
    expect(only().visible).toBe(false);
  });

  it('stays hidden when the click that hid it arrives', () => {
    const popover = createPopover(preferences, vi.fn());
    popover.click(tray);
    only().emit('blur');
    popover.click(tray);
    expect(only().visible).toBe(false);
  });

  it('is made anew when its window was destroyed', () => {
    const popover = createPopover(preferences, vi.fn());
    popover.click(tray);
    only().emit('closed');
    vi.advanceTimersByTime(1_000);
    popover.click(tray);
    expect(FakeBrowserWindow.made).toHaveLength(2);
  });

  it('shows over full-screen apps without getting a Dock icon', () => {
    createPopover(preferences, vi.fn()).click(tray);
    expect(only().setVisibleOnAllWorkspaces).toHaveBeenCalledWith(true, {
      visibleOnFullScreen: true,
      skipTransformProcessType: true,
    });
  });
});

describe('the dashboard', () => {
  const path = () => join(folder, 'window.json');

  it('is one secure window, shown when its page is ready', () => {
    const dashboard = createDashboard(preferences, path());
    dashboard.open('#/');
    expect(only().options).toMatchObject({ show: false, webPreferences: preferences, minWidth: 640 });
    expect(only().webContents.address).toBe('app://brainswap/#/');
    expect(only().visible).toBe(false);
    only().emit('ready-to-show');
    expect(only().visible).toBe(true);
  });

  it('goes to another page in the same window, and does not load again the page it is on', () => {
    const dashboard = createDashboard(preferences, path());
    dashboard.open('#/');
    const load = vi.spyOn(only(), 'loadURL');
    dashboard.open('#/');
    expect(load).not.toHaveBeenCalled();
    dashboard.open('#/settings');
    expect(load).toHaveBeenCalledExactlyOnceWith('app://brainswap/#/settings');
  });

  it('comes to the front where it is, also from being minimized', () => {
    const dashboard = createDashboard(preferences, path());
    dashboard.focus();
    dashboard.open('#/settings');
    only().minimized = true;
    dashboard.focus();
    expect(only()).toMatchObject({ minimized: false, visible: true });
    expect(only().webContents.address).toBe('app://brainswap/#/settings');
  });

  it('opens where it was closed', () => {
    const dashboard = createDashboard(preferences, path());
    dashboard.open('#/');
    only().bounds = { x: 50, y: 60, width: 1000, height: 700 };
    only().emit('close');
    only().emit('closed');
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ x: 50, y: 60, width: 1000, height: 700 });
    dashboard.open('#/');
    expect(FakeBrowserWindow.made[1]?.options).toMatchObject({ x: 50, y: 60, width: 1000, height: 700 });
  });
});

describe('a page that dies', () => {
  it('closes its window, says so, and can be opened again', () => {
    const dashboard = createDashboard(preferences, join(folder, 'window.json'));
    dashboard.open('#/');
    only().webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(electron.dialog.showMessageBox).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: 'A window of Brainswap has died (oom)' }),
    );
    dashboard.open('#/');
    expect(FakeBrowserWindow.made).toHaveLength(2);
  });

  it('is silent when it ended in good order', () => {
    createPopover(preferences, vi.fn()).click(tray);
    only().webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(electron.dialog.showMessageBox).not.toHaveBeenCalled();
  });
});

describe('light and dark', () => {
  it('changes the colour of open windows with the system', () => {
    createDashboard(preferences, join(folder, 'window.json')).open('#/');
    expect(only().options.backgroundColor).toBe(windowColour(false));
    followTheme(electron.nativeTheme, () => FakeBrowserWindow.made);
    electron.nativeTheme.shouldUseDarkColors = true;
    electron.nativeTheme.emit('updated');
    expect(only().setBackgroundColor).toHaveBeenCalledExactlyOnceWith(windowColour(true));
  });
});
