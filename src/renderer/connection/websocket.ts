/** The browser's way to Brainswap: a WebSocket at `/rpc` of the same origin. The session cookie says who we are. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { type Client, type Link, type Transport, UnauthorisedError } from './transport.ts';

/** A WebSocket at `${origin}/rpc`. */
export function websocketTransport(location: Pick<Location, 'origin'>): Transport {
  const address = `${location.origin.replace(/^http/, 'ws')}/rpc`;
  return {
    async open() {
      const socket = new WebSocket(address);
      const closed = new Promise<void>((resolve) => {
        socket.addEventListener('close', () => resolve(), { once: true });
      });
      const opened = new Promise<boolean>((resolve) => {
        socket.addEventListener('open', () => resolve(true), { once: true });
      });
      if (!(await Promise.race([opened, closed.then(() => false)]))) {
        throw (await isRefused()) ? new UnauthorisedError() : new Error('Brainswap does not answer.');
      }
      const client: Client = createORPCClient(new RPCLink({ websocket: socket }));
      const link: Link = { client, closed, close: () => socket.close() };
      return link;
    },
  };
}

/** A browser does not tell why a WebSocket was refused; a plain request to the same address does. */
async function isRefused(): Promise<boolean> {
  try {
    const response = await fetch('/rpc', { cache: 'no-store' });
    return response.status === 401 || response.status === 403;
  } catch {
    // Nobody answers at all: the server is down, not unwilling.
    return false;
  }
}
