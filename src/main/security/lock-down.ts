/** All of the security measures that belong to the app as a whole, applied in one place. */
import { type App, type Session, shell } from 'electron';
import { guardNavigation, type LinkOpeners } from './navigation.ts';
import { blockNetwork } from './network.ts';
import { denyPermissions } from './permissions.ts';

/** Guards every page from the moment it exists, also one that we did not make. Before the app is ready. */
export function guardPages(
  app: Pick<App, 'on' | 'enableSandbox'>,
  openRoute: LinkOpeners['openRoute'],
): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents, {
      openRoute,
      openExternal: (address) => {
        shell.openExternal(address).catch((cause: unknown) => {
          console.warn(`Could not open ${address}: ${String(cause)}`);
        });
      },
    });
  });
}

/** Takes permissions and network from all pages. Once the app is ready, before the first window. */
export function lockDown(session: Session): void {
  denyPermissions(session);
  blockNetwork(session);
}
