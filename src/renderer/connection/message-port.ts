/** The app's way to Brainswap: a MessagePort that the preload script hands to the page when it asks. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client, Link, Transport } from './transport.ts';

/** How long the main process may take to answer, in milliseconds. */
const patience = 5_000;

/** True in a window of the app, false in a browser. */
export function isAppWindow(location: Pick<Location, 'protocol'>, userAgent: string): boolean {
  return location.protocol === 'app:' || / Electron\//.test(userAgent);
}

/** Asks the preload script for a port: `brainswap:ready` out, `brainswap:port` back. */
export function messagePortTransport(page: Window): Transport {
  return {
    async open() {
      const port = await askForPort(page);
      const closed = new Promise<void>((resolve) => {
        port.addEventListener('close', () => resolve(), { once: true });
      });
      const client: Client = createORPCClient(new RPCLink({ port }));
      port.start();
      const link: Link = { client, closed, close: () => port.close() };
      return link;
    },
  };
}

function askForPort(page: Window): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      page.removeEventListener('message', listen);
    };
    const listen = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== 'brainswap:port' || port === undefined) return;
      settle();
      resolve(port);
    };
    const timer = setTimeout(() => {
      settle();
      reject(new Error('Brainswap does not answer.'));
    }, patience);
    page.addEventListener('message', listen);
    page.postMessage('brainswap:ready', page.location.origin);
  });
}
