/** The small window under the menu bar: made once, then shown and hidden, so that it opens at once. */
import { BrowserWindow, nativeTheme, type Rectangle, screen, type WebPreferences } from 'electron';
import { windowColour } from './appearance.ts';
import { closeWhenDead, loadPage } from './load-page.ts';
import { clickMeans, popoverBounds } from './popover-position.ts';

/** In points, as the page is designed. */
const size = { width: 360, height: 460 };

export interface Popover {
  /** A click on the menu bar item with these bounds. */
  click(tray: Rectangle): void;
  hide(): void;
}

/** Nothing is made before the first click. */
export function createPopover(preferences: WebPreferences, onShow: () => void): Popover {
  let window: BrowserWindow | null = null;
  let hiddenAt = 0;

  const hide = (): void => {
    if (window?.isVisible() === true) window.hide();
  };
  const make = (): BrowserWindow => {
    const made = openWindow(preferences);
    made.on('blur', hide);
    made.on('hide', () => {
      hiddenAt = Date.now();
    });
    made.on('closed', () => {
      window = null;
    });
    made.webContents.on('before-input-event', (_event, input) => {
      if (input.type === 'keyDown' && input.key === 'Escape') hide();
    });
    return made;
  };
  const show = (tray: Rectangle): void => {
    window ??= make();
    const { workArea } = screen.getDisplayNearestPoint({ x: tray.x, y: tray.y });
    window.setBounds(popoverBounds(tray, workArea, size));
    window.show();
    onShow();
  };

  return {
    hide,
    click(tray) {
      const meaning = clickMeans({ visible: window?.isVisible() ?? false, hiddenAt }, Date.now());
      if (meaning === 'hide') hide();
      if (meaning === 'show') show(tray);
    },
  };
}

function openWindow(webPreferences: WebPreferences): BrowserWindow {
  const window = new BrowserWindow({
    ...size,
    show: false,
    frame: false,
    resizable: false,
    movable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    backgroundColor: windowColour(nativeTheme.shouldUseDarkColors),
    webPreferences,
  });
  // Over a full-screen app too; without the third word macOS would give us a Dock icon for it.
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  closeWhenDead(window);
  loadPage(window, '#/popover');
  return window;
}
