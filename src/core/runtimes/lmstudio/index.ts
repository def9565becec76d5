/** LM Studio on this machine: asked over HTTP, started and loaded through `lms`. */
import type { RuntimeState } from '../../schema/index.ts';
import { type Runtime, RuntimeError } from '../runtime.ts';
import { serverState } from '../state-of.ts';
import { type LmsAnswer, lmsServerPort, locateLms, runLms } from './lms.ts';

export { lmStudioHome, locateLms } from './lms.ts';

export interface LmStudioOptions {
  env: NodeJS.ProcessEnv;
  /** LM Studio's API token, if it asks for one. */
  token: string | null;
  model: string | null;
  /** Tokens to load the model with. */
  contextLength: number;
}

const defaultPort = 1234;
/** Waking LM Studio takes up to a minute; loading a large model longer. */
const startTimeout = 90_000;
const loadTimeout = 600_000;

export function createLmStudio(options: LmStudioOptions): Runtime {
  const { env, token } = options;
  let port = defaultPort;
  const baseUrl = () => `http://127.0.0.1:${port}/v1`;
  const ask = (model: string | null, signal?: AbortSignal): Promise<RuntimeState> => {
    const lms = locateLms(env);
    return serverState({
      kind: 'lmstudio',
      baseUrl: baseUrl(),
      token,
      model,
      whenDown: lms
        ? { message: "LM Studio's server is not running.", command: 'lms server start' }
        : {
            message: 'LM Studio was not found on this machine.',
            command: 'open https://lmstudio.ai/download',
          },
      whenIdle: {
        message:
          model === null
            ? 'LM Studio has no model loaded.'
            : `LM Studio has not loaded the model "${model}".`,
        command: `lms load ${model ?? '<model>'} --gpu max --context-length ${options.contextLength}`,
      },
      signal,
    });
  };
  /** Asks at the known port; when nothing answers, `lms` tells the real one without waking LM Studio. */
  const status = async (model: string | null, signal?: AbortSignal): Promise<RuntimeState> => {
    const state = await ask(model, signal);
    const lms = state.state === 'down' ? locateLms(env) : null;
    const real = lms && (await lmsServerPort(lms, env, signal));
    if (!real || real === port) return state;
    port = real;
    return ask(model, signal);
  };
  return {
    kind: 'lmstudio',
    get baseUrl() {
      return baseUrl();
    },
    token,
    status: (signal) => status(options.model, signal),
    bringUp: async (wanted, onStep, signal) => {
      const model = wanted ?? options.model;
      let state = await status(model, signal);
      const lms = locateLms(env);
      if (state.state === 'ready' || lms === null) return state;
      if (state.state === 'down') {
        onStep('starting the server of LM Studio');
        const answer = await runLms(lms, ['server', 'start'], { env, timeoutMs: startTimeout, signal });
        if (answer.exitCode !== 0) throw failed('lms server start', answer, startTimeout);
        state = await status(model, signal);
      }
      if (state.state !== 'idle') return state;
      const key = model === null ? onlyModel(state) : knownModel(state, model);
      onStep(`loading ${key} with a context of ${options.contextLength}`);
      const args = ['load', key, '-y', '--gpu', 'max', '--context-length', String(options.contextLength)];
      const loaded = await runLms(lms, args, { env, timeoutMs: loadTimeout, signal });
      if (loaded.exitCode !== 0) throw failed(`lms load ${key}`, loaded, loadTimeout);
      return status(key, signal);
    },
  };
}

function onlyModel(state: Extract<RuntimeState, { state: 'idle' }>): string {
  const [only] = state.models;
  if (only !== undefined && state.models.length === 1) return only;
  throw new RuntimeError(
    'no_model',
    state.models.length === 0
      ? 'LM Studio has no model yet. Download one there first.'
      : `LM Studio has ${state.models.length} models and none is loaded. Name one with -m or in the settings: ${state.models.slice(0, 6).join(', ')}.`,
  );
}

/** `lms load` takes anything that is like a name: a name it does not have would load some other model. */
function knownModel(state: Extract<RuntimeState, { state: 'idle' }>, model: string): string {
  if (state.models.includes(model)) return model;
  const has =
    state.models.length === 0 ? 'It has none yet' : `It has: ${state.models.slice(0, 6).join(', ')}`;
  throw new RuntimeError('model_missing', `LM Studio has no model "${model}". ${has}.`);
}

function failed(command: string, answer: LmsAnswer, timeoutMs: number): RuntimeError {
  const said = (answer.stderr || answer.stdout).trim().split('\n').slice(-3).join(' ');
  const what = answer.timedOut
    ? `did not end within ${timeoutMs / 1000} s`
    : `failed: ${said || 'it said nothing'}`;
  return new RuntimeError(
    'runtime_down',
    `${command} ${what.replace(/\.$/, '')}. Run it by hand to see more.`,
  );
}
