/** A stand-in for the `electron` module, held to the real types, that records what the main process asks of it. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { vi } from 'vitest';
import { FakeMessageChannel } from './fake-port.ts';
import { FakeBrowserWindow } from './fake-window.ts';

/** An emitter with the listening half of a real one's type. */
function emitter<T extends { on: unknown }>() {
  return new EventEmitter() as unknown as EventEmitter & Pick<T, 'on'>;
}

/** A picture that remembers its path. */
export function fakeImage(path: string) {
  return {
    path,
    setTemplateImage: vi.fn<Electron.NativeImage['setTemplateImage']>(),
    isTemplateImage: () => true,
  } satisfies Pick<Electron.NativeImage, 'setTemplateImage' | 'isTemplateImage'> & { path: string };
}

/** An item in the menu bar. */
export class FakeTray
  extends EventEmitter
  implements Pick<Electron.Tray, 'setTitle' | 'setToolTip' | 'popUpContextMenu' | 'getBounds' | 'destroy'>
{
  static made: FakeTray[] = [];
  image: { path: string };
  title = '';
  tooltip = '';
  setImage = vi.fn((image: { path: string }) => {
    this.image = image;
  });
  popUpContextMenu = vi.fn<Electron.Tray['popUpContextMenu']>();
  destroy = vi.fn<Electron.Tray['destroy']>();
  constructor(image: { path: string }) {
    super();
    this.image = image;
    FakeTray.made.push(this);
  }
  setTitle(title: string): void {
    this.title = title;
  }
  setToolTip(tooltip: string): void {
    this.tooltip = tooltip;
  }
  getBounds(): Electron.Rectangle {
    return { x: 900, y: 0, width: 24, height: 24 };
  }
}

type PermissionSession = Pick<
  Electron.Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;
export type FakeElectron = ReturnType<typeof fakeElectron>;

/** A fresh module; `overrides` changes what the system says about itself. */
export function fakeElectron(options: { onlyInstance?: boolean; packaged?: boolean } = {}) {
  FakeTray.made = [];
  FakeBrowserWindow.made = [];
  const app = Object.assign(emitter<Electron.App>(), {
    isPackaged: options.packaged ?? false,
    dock: { hide: vi.fn<Electron.Dock['hide']>() },
    requestSingleInstanceLock: vi.fn<Electron.App['requestSingleInstanceLock']>(
      () => options.onlyInstance ?? true,
    ),
    enableSandbox: vi.fn<Electron.App['enableSandbox']>(),
    whenReady: vi.fn<Electron.App['whenReady']>(async () => undefined),
    focus: vi.fn<Electron.App['focus']>(),
    quit: vi.fn<Electron.App['quit']>(),
    exit: vi.fn<Electron.App['exit']>(),
    getVersion: vi.fn<Electron.App['getVersion']>(() => '0.0.0-test'),
    getPath: vi.fn<Electron.App['getPath']>(() => '/nowhere'),
    setPath: vi.fn<Electron.App['setPath']>(),
    getLoginItemSettings: vi.fn<() => Pick<Electron.LoginItemSettings, 'openAtLogin'>>(() => ({
      openAtLogin: false,
    })),
    setLoginItemSettings: vi.fn<Electron.App['setLoginItemSettings']>(),
  });
  const session = {
    setPermissionRequestHandler: vi.fn<Electron.Session['setPermissionRequestHandler']>(),
    setPermissionCheckHandler: vi.fn<Electron.Session['setPermissionCheckHandler']>(),
    setDevicePermissionHandler: vi.fn<Electron.Session['setDevicePermissionHandler']>(),
    webRequest: { onBeforeRequest: vi.fn() },
  } satisfies PermissionSession & { webRequest: unknown };
  const display = {
    workArea: { x: 0, y: 24, width: 1440, height: 876 },
  } satisfies Pick<Electron.Display, 'workArea'>;

  return {
    app,
    BrowserWindow: FakeBrowserWindow,
    Tray: FakeTray,
    MessageChannelMain: FakeMessageChannel,
    Menu: {
      buildFromTemplate: vi.fn((template: Electron.MenuItemConstructorOptions[]) => ({ template })),
      setApplicationMenu: vi.fn(),
    },
    nativeImage: { createFromPath: vi.fn(fakeImage) },
    nativeTheme: Object.assign(emitter<Electron.NativeTheme>(), { shouldUseDarkColors: false }),
    ipcMain: emitter<Electron.IpcMain>(),
    powerMonitor: emitter<Electron.PowerMonitor>(),
    session: { defaultSession: session },
    protocol: {
      registerSchemesAsPrivileged: vi.fn<Electron.Protocol['registerSchemesAsPrivileged']>(),
      handle: vi.fn<Electron.Protocol['handle']>(),
    } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
    shell: {
      openExternal: vi.fn<Electron.Shell['openExternal']>(async () => undefined),
      openPath: vi.fn<Electron.Shell['openPath']>(async () => ''),
    } satisfies Pick<Electron.Shell, 'openExternal' | 'openPath'>,
    dialog: {
      showMessageBox: vi.fn(
        async (_box: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> => ({
          response: 2,
          checkboxChecked: false,
        }),
      ),
      showErrorBox: vi.fn<Electron.Dialog['showErrorBox']>(),
    } satisfies Pick<Electron.Dialog, 'showErrorBox'> & { showMessageBox: unknown },
    screen: {
      getPrimaryDisplay: () => display,
      getAllDisplays: () => [display],
      getDisplayNearestPoint: () => display,
    },
    clipboard: { writeText: vi.fn<Electron.Clipboard['writeText']>() },
  };
}
