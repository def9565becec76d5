/**
 * Forwards one MessagePort from the main process to the page, and nothing else: no function and no value is exposed.
 *
 * The page asks first (`brainswap:ready`, posted to its own window once it listens), since a port posted before that
 * would be lost; main answers with `brainswap:port`. What the page gets is a message event whose data is
 * `brainswap:port` and whose first port speaks RPC.
 */
import { type IpcRendererEvent, ipcRenderer } from 'electron';

/** The little of a page's globals that is used here; the DOM's own types would leak into all of the Node code. */
declare const window: {
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  postMessage(message: string, targetOrigin: string, transfer: IpcRendererEvent['ports']): void;
};
declare const location: { readonly origin: string };

interface PageMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
}

window.addEventListener('message', (event) => {
  // Only the page itself may ask, not a frame inside it or a window that knows it.
  if (event.source !== window || event.origin !== location.origin) return;
  if (event.data === 'brainswap:ready') ipcRenderer.send('brainswap:connect');
});

ipcRenderer.on('brainswap:port', (event) => {
  window.postMessage('brainswap:port', location.origin, event.ports);
});
