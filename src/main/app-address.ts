/** The app's own address: every window shows a route of `app://brainswap/`, and nothing else is ours. */

export const appScheme = 'app';
export const appHost = 'brainswap';
export const appOrigin = `${appScheme}://${appHost}`;

/** A page of the dashboard, as its router writes it behind the `#`. */
export type Route = `#/${string}`;

/** The address of a page. */
export function addressOf(route: Route): string {
  return `${appOrigin}/${route}`;
}

/**
 * Whether an address belongs to the app. Scheme and host are compared apart: Node gives `null` as the origin of
 * every scheme it does not know, so comparing origins would let any custom scheme in.
 */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  );
}

/** The page an address of ours leads to; null for addresses of others. */
export function routeOf(address: string): Route | null {
  if (!isOwnAddress(address)) return null;
  const hash = URL.parse(address)?.hash ?? '';
  return isRoute(hash) ? hash : '#/';
}

function isRoute(hash: string): hash is Route {
  return hash.startsWith('#/');
}
