/** Keeps every page where it is: no navigation, no redirect, no new window, no webview. */
import type { WebContents } from 'electron';
import { isOwnAddress, type Route, routeOf } from '../app-address.ts';
import { externalAddress } from './external-links.ts';

export interface LinkOpeners {
  /** Shows a page of ours in the dashboard window. */
  openRoute: (route: Route) => void;
  /** Opens an address that passed the allow-list in the person's browser. */
  openExternal: (address: string) => void;
}

/** Where a link that wants a window of its own leads. */
export function linkTarget(
  address: string,
): { kind: 'route'; route: Route } | { kind: 'external'; address: string } | { kind: 'refused' } {
  const route = routeOf(address);
  if (route !== null) return { kind: 'route', route };
  const external = externalAddress(address);
  return external === null ? { kind: 'refused' } : { kind: 'external', address: external };
}

/**
 * Guards one page, to be called for each `web-contents-created`. A page may reload itself; all else is stopped.
 * `target="_blank"` never makes a window: a route of ours goes to the dashboard (this is how the popover opens
 * it, in the same words as in a browser), an allowed https address to the person's browser.
 */
export function guardNavigation(contents: WebContents, open: LinkOpeners): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const target = linkTarget(url);
    if (target.kind === 'route') open.openRoute(target.route);
    if (target.kind === 'external') open.openExternal(target.address);
    return { action: 'deny' };
  });
}
