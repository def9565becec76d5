/** The control endpoints of the stand-in hub: log, totals, behaviour, reset. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RequestLog } from '../http/log.ts';
import { sendJson } from '../http/server.ts';
import { type HubBehaviour, HubBehaviourChange } from './behaviour.ts';
import { type HubTotals, noTotals } from './totals.ts';

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Answers a control request; false when the path is not one. */
export async function control(
  request: IncomingMessage,
  response: ServerResponse,
  { pathname }: URL,
  { state, log }: { state: { behaviour: HubBehaviour; totals: HubTotals }; log: RequestLog },
): Promise<boolean> {
  // Exactly these, since `rehearsal` is also the owner of the repositories.
  if (!/^\/rehearsal\/[a-z]+$/.test(pathname)) return false;
  const asked = `${request.method} ${pathname}`;
  // A page in a browser must not be able to read the log or change the behaviour.
  if (request.headers.origin !== undefined)
    sendJson(response, 403, { error: 'The control endpoints are not for web pages.' });
  else if (asked === 'GET /rehearsal/log') sendJson(response, 200, { entries: log.entries() });
  else if (asked === 'GET /rehearsal/totals') sendJson(response, 200, state.totals);
  else if (asked === 'GET /rehearsal/behaviour') sendJson(response, 200, state.behaviour);
  else if (asked === 'POST /rehearsal/reset') {
    log.reset();
    Object.assign(state.totals, noTotals());
    sendJson(response, 200, {});
  } else if (asked === 'POST /rehearsal/behaviour') {
    const change = HubBehaviourChange.safeParse(parseJson(await text(request)));
    if (change.success) {
      Object.assign(state.behaviour, change.data);
      sendJson(response, 200, state.behaviour);
    } else sendJson(response, 400, { error: change.error.issues });
  } else sendJson(response, 404, { error: `There is no ${asked} in a rehearsal.` });
  return true;
}
