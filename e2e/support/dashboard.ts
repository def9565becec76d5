/** `brainswap serve` as a person starts it: a process of its own, whose one line is the link to open. */
import type { Place } from '../../test/support/place.ts';
import type { Running } from '../../test/support/program.ts';
import { until } from '../../test/support/until.ts';

export interface Dashboard {
  /** The printed link, with its token. */
  readonly link: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly port: number;
  /** Ends the server as Ctrl-C does, and waits for its end. */
  stop(): Promise<void>;
  /** Ends the server as a power cut does. */
  kill(): Promise<void>;
}

/** Starts the server and waits for its link. Throws its own words when it ends instead. */
export async function startDashboard(place: Place, port = 0): Promise<Dashboard> {
  const server = await place.startBrainswap(['serve', '--port', String(port)]);
  let over = false;
  const ended = server.ended.then(() => {
    over = true;
  });
  const link = await until('the link of brainswap serve', () => {
    if (over) throw new Error(`brainswap serve ended: ${server.stderr() || server.stdout()}`);
    return server.stdout().match(/^http:\S+$/m)?.[0];
  });
  const { origin, port: taken } = new URL(link);
  const end = async (signal: NodeJS.Signals) => {
    if (!over) server.kill(signal);
    await ended;
  };
  return {
    link,
    origin,
    port: Number(taken),
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  } satisfies Dashboard & Partial<Running>;
}
