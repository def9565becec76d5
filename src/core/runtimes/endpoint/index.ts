/** Any server with `/v1/responses` at a URL: it cannot be started from here, only asked. */
import type { Runtime } from '../runtime.ts';
import { serverState } from '../state-of.ts';

export function createEndpoint(options: {
  baseUrl: string;
  token: string | null;
  model: string | null;
}): Runtime {
  const { baseUrl, hadCredentials } = withoutCredentials(options.baseUrl);
  const unused = hadCredentials
    ? ' The user name and password in its address are not used; put a key into BRAINSWAP_RUNTIME_TOKEN.'
    : '';
  const ask = (model: string | null, signal?: AbortSignal) =>
    serverState({
      kind: 'endpoint',
      baseUrl,
      token: options.token,
      model,
      whenDown: {
        message: `No server with models answers at ${baseUrl}. Start it, or change the address.${unused}`,
        command: null,
      },
      whenIdle: {
        message:
          model === null
            ? `The server at ${baseUrl} has no model. Load one there.`
            : `The server at ${baseUrl} has no model "${model}" ready. Load it there, or name another with -m.`,
        command: null,
      },
      signal,
    });
  return {
    kind: 'endpoint',
    baseUrl,
    token: options.token,
    status: (signal) => ask(options.model, signal),
    bringUp: (wanted, _onStep, signal) => ask(wanted ?? options.model, signal),
  };
}

/** The address is shown and recorded, so nothing secret may stay in it. */
function withoutCredentials(address: string): { baseUrl: string; hadCredentials: boolean } {
  const url = new URL(address);
  const hadCredentials = url.username !== '' || url.password !== '';
  url.username = '';
  url.password = '';
  return { baseUrl: (hadCredentials ? url.href : address).replace(/\/+$/, ''), hadCredentials };
}
