/** What can be done with a run from anywhere: each says what happened, in words. */
import type { RouteName, Run, StartRunInput } from '../../rpc/contract.ts';
import { connection, errorWords } from '../connection/index.ts';
import { notify } from './notices.ts';

/** The other of the two routes. */
export function otherRoute(route: RouteName): RouteName {
  return route === 'local' ? 'cloud' : 'local';
}

/** Starts a run and returns its id. Throws what the server said: the dialog shows it. */
export async function startRun(input: StartRunInput): Promise<string> {
  return (await connection.request((client) => client.runs.start(input))).id;
}

export async function stopRun(id: string): Promise<void> {
  await say(async () => {
    const { accepted, message } = await connection.request((client) => client.runs.cancel({ id }));
    notify(message, accepted ? 'plain' : 'problem');
  });
}

/** Starts the same prompt again and calls `show` with the new run's id. */
export async function repeatRun(run: Run, route: RouteName, show: (id: string) => void): Promise<void> {
  await say(async () => {
    const { id } = await connection.request((client) => client.runs.repeat({ id: run.id, route }));
    notify(`Running again on ${route}.`);
    show(id);
  });
}

export async function openFolder(id: string): Promise<void> {
  await say(async () => {
    const { opened, message } = await connection.request((client) => client.runs.openFolder({ id }));
    if (!opened) notify(message, 'problem');
  });
}

export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify(`${what} copied.`);
  } catch {
    notify('The browser did not allow copying. Select the text and copy it by hand.', 'problem');
  }
}

async function say(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    notify(errorWords(error).message, 'problem');
  }
}
