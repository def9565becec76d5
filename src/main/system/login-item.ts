/** Launch at login. Only an installed app can be a login item: a build from a checkout would register Electron itself. */
import type { App } from 'electron';

type LoginItemApp = Pick<App, 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>;

/** Whether the app starts at login; null where that cannot be offered. */
export function launchesAtLogin(app: LoginItemApp, platform: NodeJS.Platform): boolean | null {
  if (!app.isPackaged || platform !== 'darwin') return null;
  return app.getLoginItemSettings().openAtLogin;
}

/** Turns launch at login on or off. */
export function setLaunchAtLogin(app: LoginItemApp, enabled: boolean): void {
  app.setLoginItemSettings({ openAtLogin: enabled });
}
