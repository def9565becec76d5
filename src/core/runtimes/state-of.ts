/** Turns what a server says of its models into the state shown on screen. */
import type { Get } from '../http/index.ts';
import type { RuntimeState } from '../schema/index.ts';
import { KeyWanted, readModels, type ServedModels } from './models.ts';

export interface ServerQuestion {
  kind: string;
  baseUrl: string;
  token: string | null;
  /** The model the person wants; null takes the loaded one. */
  model: string | null;
  /** What to do when nothing answers, and when no model is loaded. */
  whenDown: { message: string; command: string | null };
  whenIdle: { message: string; command: string | null };
  get?: Get;
  signal?: AbortSignal | undefined;
}

/** Asks the server; never throws: a server that does not answer is `down`. */
export async function serverState(question: ServerQuestion): Promise<RuntimeState> {
  const { kind, baseUrl, token, get, signal } = question;
  let served: ServedModels;
  try {
    served = await readModels(baseUrl, token, get, signal);
  } catch (error) {
    const { message, command } = question.whenDown;
    if (error instanceof KeyWanted)
      return { state: 'down', kind, baseUrl, message: keyWanted(baseUrl), command: null };
    const said = error instanceof Error && /answer/.test(error.message) ? ` (${error.message})` : '';
    return { state: 'down', kind, baseUrl, message: message + said, command };
  }
  return stateOf(question, served);
}

const keyWanted = (baseUrl: string) =>
  `The server at ${baseUrl} wants a key, or another one. Put it into the environment variable BRAINSWAP_RUNTIME_TOKEN.`;

/** The state for a list of models, as a pure function. */
export function stateOf(
  { kind, baseUrl, model, whenIdle }: ServerQuestion,
  { models, rehearsal }: ServedModels,
): RuntimeState {
  const names = models.map(({ id }) => id);
  const usable = models.filter(({ loaded }) => loaded !== false);
  const chosen = model === null ? usable[0] : usable.find(({ id }) => id === model);
  // Where the server does not tell what is loaded, more than one model means that the person must choose.
  const ambiguous = model === null && usable.length > 1 && usable[0]?.loaded === null;
  if (chosen && !ambiguous) {
    return {
      state: 'ready',
      kind,
      baseUrl,
      model: chosen.id,
      models: names,
      contextLength: chosen.contextLength,
      rehearsal,
    };
  }
  const message = ambiguous
    ? `${new URL(baseUrl).host} has ${names.length} models. Name one with -m or in the settings: ${names.slice(0, 6).join(', ')}.`
    : whenIdle.message;
  return {
    state: 'idle',
    kind,
    baseUrl,
    models: names,
    rehearsal,
    message,
    command: ambiguous ? null : whenIdle.command,
  };
}
