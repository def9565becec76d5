/** A menu-bar app: no icon in the Dock, and no end when the last window closes. */
import type { App } from 'electron';

/**
 * LSUIElement in the packaged app's Info.plist says the same and avoids a flicker at start; this also covers a
 * start from a checkout, where the Info.plist is Electron's own.
 */
export function stayInMenuBar(app: Pick<App, 'dock' | 'on'>): void {
  app.dock?.hide();
  // Listening is what keeps Electron from quitting; there is nothing more to do.
  app.on('window-all-closed', () => undefined);
}
