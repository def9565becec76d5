/** The contract over a MessagePort: the app's windows, and Node's own ports in tests. */
import { RPCHandler } from '@orpc/server/message-port';
import type { Router } from './router.ts';

type Port = Parameters<RPCHandler<Record<never, never>>['upgrade']>[0];

/** Serves `router` on a port for as long as it is open. Call the port's own `start` afterwards where it has one. */
export function serveMessagePort(router: Router, port: Port): void {
  new RPCHandler(router).upgrade(port);
}
