/** The tray of the app: what is shown follows the watch, what is chosen acts on the app. */
import { app, clipboard } from 'electron';
import type { Run } from '../../core/schema/index.ts';
import { launchesAtLogin, setLaunchAtLogin } from '../system/login-item.ts';
import type { Dashboard } from '../windows/dashboard-window.ts';
import type { Popover } from '../windows/popover-window.ts';
import { menuTemplate } from './menu-template.ts';
import { createTray, type TrayItem } from './tray.ts';
import { type TrayAction, trayMenu } from './tray-menu.ts';
import { type Observed, trayState } from './tray-state.ts';

export interface AppTrayOptions {
  images: string;
  dashboard: Dashboard;
  popover: Popover;
  latest: () => Observed;
  /** Latest first; empty while the store is not open yet. */
  recentRuns: () => readonly Run[];
}

/** Puts the tray in the menu bar; call `show` with each new state. */
export function createAppTray(options: AppTrayOptions): TrayItem {
  const perform = (action: TrayAction): void => {
    if (action.do === 'open') options.dashboard.open(action.route);
    if (action.do === 'copy') void clipboard.writeText(action.text);
    if (action.do === 'launch-at-login') setLaunchAtLogin(app, action.enabled);
    if (action.do === 'quit') app.quit();
  };
  const menu = () =>
    menuTemplate(
      trayMenu({
        observed: options.latest(),
        recent: options.recentRuns(),
        launchAtLogin: launchesAtLogin(app, process.platform),
        now: Date.now(),
      }),
      perform,
    );
  return createTray(
    { images: options.images, onClick: (bounds) => options.popover.click(bounds), menu },
    trayState(options.latest()),
  );
}
