/** Keeps pages off the network: a window of ours needs nothing but its own files. */
import type { Session } from 'electron';
import { isOwnAddress } from '../app-address.ts';

/** Whether a page may load an address: our own files, and pictures and blobs it made itself. */
export function mayLoad(address: string): boolean {
  return isOwnAddress(address) || /^(?:data|blob|devtools):/u.test(address);
}

/** Cancels every other request, whatever the page's policy says. */
export function blockNetwork(session: Pick<Session, 'webRequest'>): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }));
}
