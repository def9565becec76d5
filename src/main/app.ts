/** The app put together: what happens before Electron is ready, and what after. */
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MessagePortMain,
  nativeTheme,
  powerMonitor,
  protocol,
  session,
  type WebPreferences,
} from 'electron';
import type { Brainswap } from '../core/brainswap.ts';
import { declareScheme, serveFiles } from './app-protocol.ts';
import { guardQuit } from './quit/app-quit.ts';
import { answerConnections } from './rpc-port.ts';
import { guardPages, lockDown } from './security/lock-down.ts';
import { securePreferences } from './security/web-preferences.ts';
import { type StatusWatch, watchStatus } from './status/status-watch.ts';
import { stayInMenuBar } from './system/menu-bar-only.ts';
import { isOnlyInstance } from './system/single-instance.ts';
import { createAppTray } from './tray/app-tray.ts';
import { trayState } from './tray/tray-state.ts';
import { followTheme } from './windows/appearance.ts';
import { applicationMenu } from './windows/application-menu.ts';
import { createDashboard, type Dashboard } from './windows/dashboard-window.ts';
import { createPopover } from './windows/popover-window.ts';

export interface AppOptions {
  /** Absolute paths of what ships beside the code, and of the file that remembers the window's place. */
  paths: { renderer: string; preload: string; trayImages: string; bounds: string };
  /** Opens the core. What it throws is shown as it is, so it should name the mend. */
  open: () => Promise<Brainswap>;
  /** Speaks RPC on our end of a channel. */
  serve: (brainswap: Brainswap, port: MessagePortMain) => void;
}

/** Starts the app; resolves once it is up, or has shown why not. Must be called before Electron is ready. */
export async function startApp(options: AppOptions): Promise<void> {
  let dashboard: Dashboard | null = null;
  if (!isOnlyInstance(app, () => dashboard?.focus())) {
    app.quit();
    return;
  }
  declareScheme(protocol);
  stayInMenuBar(app);
  guardPages(app, (route) => dashboard?.open(route));
  await app.whenReady();

  lockDown(session.defaultSession);
  serveFiles(protocol, options.paths.renderer);
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(!app.isPackaged)));
  followTheme(nativeTheme, () => BrowserWindow.getAllWindows());
  const opening = options.open();
  answerConnections(ipcMain, async (port) => options.serve(await opening, port));
  const preferences = securePreferences(options.paths.preload, !app.isPackaged);
  dashboard = createDashboard(preferences, options.paths.bounds);
  app.on('activate', dashboard.focus);
  await showTray(options, preferences, dashboard, opening);
}

/** The menu bar comes up at once, as "starting"; the core may take seconds, since it asks the login shell. */
async function showTray(
  { paths }: AppOptions,
  preferences: WebPreferences,
  dashboard: Dashboard,
  opening: Promise<Brainswap>,
): Promise<void> {
  let brainswap: Brainswap | null = null;
  let watch: StatusWatch | null = null;
  const tray = createAppTray({
    images: paths.trayImages,
    dashboard,
    popover: createPopover(preferences, () => watch?.refresh()),
    latest: () => watch?.latest() ?? { kind: 'starting' },
    recentRuns: () => brainswap?.store.list({}, null, 5) ?? [],
  });
  try {
    brainswap = await opening;
  } catch (cause) {
    dialog.showErrorBox('Brainswap cannot start', cause instanceof Error ? cause.message : String(cause));
    app.exit(1);
    return;
  }
  const open = brainswap;
  const watching = watchStatus({
    read: () => open.status(),
    feed: open.feed,
    onChange: (observed) => tray.show(trayState(observed)),
  });
  watch = watching;
  powerMonitor.on('resume', watching.refresh);
  guardQuit(open, async () => {
    watching.stop();
    await open.dispose();
    tray.destroy();
  });
}
