/** Public face of the connection: the one line of this window to Brainswap, and how to say its errors. */
import { createConnection } from './connection.ts';
import { isAppWindow, messagePortTransport } from './message-port.ts';
import { websocketTransport } from './websocket.ts';

export { type Connection, type ConnectionState, OfflineError } from './connection.ts';
export { type ErrorWords, errorWords } from './error-words.ts';
export type { Client } from './transport.ts';

/** This window's own line. */
export const connection = createConnection(
  isAppWindow(window.location, navigator.userAgent)
    ? messagePortTransport(window)
    : websocketTransport(window.location),
);
