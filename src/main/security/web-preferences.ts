/** The one set of web preferences that every window gets. */
import type { WebPreferences } from 'electron';

/**
 * Sandboxed page without Node. Most are Electron's defaults; they are written out so that a change of default,
 * or of mind, shows in a test.
 */
export function securePreferences(preload: string, devTools: boolean): WebPreferences {
  return {
    preload,
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    // The spell checker fetches dictionaries from the network on some systems.
    spellcheck: false,
  };
}
