/** The contract over a WebSocket. Who may connect is decided before this, by the dashboard server. */
import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Router } from './router.ts';

/** Serves `router` on an open socket until it closes. */
export function serveWebSocket(router: Router, socket: WebSocket): void {
  void new RPCHandler(router).upgrade({
    addEventListener: socket.addEventListener.bind(socket),
    // A stream waits until its last message has left the process, so a slow page makes batches longer, not memory.
    send: (data: Parameters<WebSocket['send']>[0]) =>
      new Promise<void>((resolve) => socket.send(data, () => resolve())),
  });
}
