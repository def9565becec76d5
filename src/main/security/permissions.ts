/** What a page may ask of the system: to put text on the clipboard, and nothing else. */
import type { Session } from 'electron';
import { isOwnAddress } from '../app-address.ts';

/** The "copy" buttons write sanitized text; reading the clipboard stays refused. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Whether a page gets a permission. */
export function mayHave(permission: string, pageAddress: string): boolean {
  return granted.has(permission) && isOwnAddress(pageAddress);
}

/**
 * Denies permissions both ways: when a page asks (request) and when Chromium looks without asking (check), and
 * devices too. Without a handler Electron grants every permission.
 */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayHave(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((contents, permission) => mayHave(permission, contents?.getURL() ?? ''));
  session.setDevicePermissionHandler(() => false);
}
