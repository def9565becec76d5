/** The dashboard window: one, opened on a page, at the place where it was left. */
import { BrowserWindow, nativeTheme, screen, type WebPreferences } from 'electron';
import { type Route, routeOf } from '../app-address.ts';
import { windowColour } from './appearance.ts';
import { fittedBounds, smallest } from './bounds.ts';
import { readBounds, writeBounds } from './bounds-file.ts';
import { closeWhenDead, loadPage } from './load-page.ts';

export interface Dashboard {
  /** Shows a page: in the open window, or in a new one. */
  open(route: Route): void;
  /** Brings an open window to the front where it is; opens the first page where there is none. */
  focus(): void;
}

/** Nothing is made before the first `open`. `boundsPath` is the file that remembers the place. */
export function createDashboard(preferences: WebPreferences, boundsPath: string): Dashboard {
  let window: BrowserWindow | null = null;

  const make = (route: Route): BrowserWindow => {
    const made = openWindow(preferences, boundsPath);
    made.once('ready-to-show', () => made.show());
    made.on('close', () => writeBounds(boundsPath, made.getNormalBounds()));
    made.on('closed', () => {
      window = null;
    });
    closeWhenDead(made);
    loadPage(made, route);
    return made;
  };
  const bringToFront = (open: BrowserWindow): void => {
    if (open.isMinimized()) open.restore();
    open.show();
    open.focus();
  };
  const open = (route: Route): void => {
    if (window === null) {
      window = make(route);
      return;
    }
    // Loading the page that is already there would throw its state away.
    if (routeOf(window.webContents.getURL()) !== route) loadPage(window, route);
    bringToFront(window);
  };

  return { open, focus: () => (window === null ? open('#/') : bringToFront(window)) };
}

function openWindow(webPreferences: WebPreferences, boundsPath: string): BrowserWindow {
  const workAreas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(
    (display) => display.workArea,
  );
  return new BrowserWindow({
    ...fittedBounds(readBounds(boundsPath), workAreas),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Brainswap',
    backgroundColor: windowColour(nativeTheme.shouldUseDarkColors),
    webPreferences,
  });
}
