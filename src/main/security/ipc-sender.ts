/** Whether a message to the main process comes from the top frame of one of our own pages. */
import type { IpcMainEvent } from 'electron';
import { appOrigin, isOwnAddress } from '../app-address.ts';

type Sender = Pick<NonNullable<IpcMainEvent['senderFrame']>, 'origin' | 'url' | 'parent'>;

/**
 * True for our own top frame only. A frame that has navigated or gone is null; a frame inside a page has a parent;
 * the origin is compared beside the address since `about:blank` and `blob:` frames inherit one and lie in the other.
 */
export function isTrustedSender(frame: Sender | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  return frame.origin === appOrigin && isOwnAddress(frame.url);
}
