/** Loads a page of ours into a window, and tells a person when its process dies. */
import { type BrowserWindow, dialog } from 'electron';
import { addressOf, type Route } from '../app-address.ts';

/** Shows a page. A load that another one overtakes is no error worth a word to a person. */
export function loadPage(window: Pick<BrowserWindow, 'loadURL'>, route: Route): void {
  window.loadURL(addressOf(route)).catch((cause: unknown) => {
    console.warn(`${route} was not loaded: ${String(cause)}`);
  });
}

/** Closes a window whose page has died, which would stay white for ever, and says what that means and what to do. */
export function closeWhenDead(window: Pick<BrowserWindow, 'webContents' | 'destroy'>): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    window.destroy();
    if (reason === 'clean-exit') return;
    void dialog.showMessageBox({
      type: 'warning',
      message: `A window of Brainswap has died (${reason})`,
      detail: 'Open it again from the menu bar. Runs are not affected.',
    });
  });
}
