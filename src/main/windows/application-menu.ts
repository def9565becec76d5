/** The application menu. A menu-bar app shows none, yet without it Cmd-C, Cmd-V and Cmd-W do nothing. */
import type { MenuItemConstructorOptions } from 'electron';

/** The template; `devTools` adds reload and the inspector, for builds from a checkout. */
export function applicationMenu(devTools: boolean): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    ...(devTools ? ([{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
  ];
  return [
    { role: 'appMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
  ];
}
