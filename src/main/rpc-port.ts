/**
 * Gives each page of ours one MessagePort to the core. The handshake, in order:
 *
 * 1. the page listens, then posts `brainswap:ready` to its own window;
 * 2. the preload sends `brainswap:connect` here;
 * 3. we check the sender, make a channel, serve one end and post the other back as `brainswap:port`;
 * 4. the preload hands that port on to the page.
 *
 * The page speaks first, so a port can never arrive before somebody listens; a page that was reloaded just asks again.
 */
import { type IpcMain, MessageChannelMain, type MessagePortMain } from 'electron';
import { isTrustedSender } from './security/ipc-sender.ts';

export const connectChannel = 'brainswap:connect';
export const portChannel = 'brainswap:port';

/**
 * Answers pages that ask for a port; `serve` speaks RPC on our end once it can. Until then the port holds back what the
 * page has sent.
 */
export function answerConnections(
  ipc: Pick<IpcMain, 'on'>,
  serve: (port: MessagePortMain) => Promise<void>,
): void {
  // One port a page. Holding them also keeps them from the garbage collector.
  const ports = new Map<number, MessagePortMain>();
  ipc.on(connectChannel, (event) => {
    const frame = event.senderFrame;
    if (frame === null || !isTrustedSender(frame)) {
      console.warn('Refused a connection from a frame that is not ours.');
      return;
    }
    const page = event.sender.id;
    ports.get(page)?.close();
    const { port1, port2 } = new MessageChannelMain();
    ports.set(page, port1);
    port1.on('close', () => {
      if (ports.get(page) === port1) ports.delete(page);
    });
    frame.postMessage(portChannel, null, [port2]);
    serve(port1).then(
      () => port1.start(),
      (cause: unknown) => {
        // The page sees its port close and says so; why the core did not open is shown by the app itself.
        console.warn(`No connection for a page: ${String(cause)}`);
        port1.close();
      },
    );
  });
}
