/** Makes sure that the local route has a runtime and a model before a run starts, or says why not. */
import { isLoopback, type Runtime, RuntimeError } from '../runtimes/index.ts';
import type { RunRuntime, RuntimeState } from '../schema/index.ts';

export interface LocalTarget {
  runtime: Runtime;
  model: string;
  /** Tokens; the configured length where the runtime does not tell. */
  contextLength: number;
  shown: RunRuntime;
}

export interface TargetOptions {
  runtime: Runtime;
  /** The model the caller named, if any. */
  model: string | null;
  /** Used when the runtime does not tell its context. */
  contextLength: number;
  localOnly: boolean;
  /** True when the caller named the local route: then a model that the server does not list is tried all the same. */
  trustModel: boolean;
  onStep: (words: string) => void;
  signal?: AbortSignal;
}

/**
 * Checks the runtime, brings it up where that can be done, and returns what to run on.
 * @throws RuntimeError with what is wrong and what to do.
 */
export async function findLocalTarget(options: TargetOptions): Promise<LocalTarget> {
  const { runtime, model, localOnly, trustModel, onStep, signal } = options;
  if (localOnly && !isLoopback(runtime.baseUrl)) {
    throw new RuntimeError(
      'not_loopback',
      `--local-only: the runtime at ${runtime.baseUrl} is not on this machine. Use one on 127.0.0.1.`,
    );
  }
  let state = await runtime.status(signal);
  if (!serves(state, model)) state = await runtime.bringUp(model, onStep, signal);
  if (state.state === 'ready') {
    const chosen = model ?? state.model;
    if (model === null || state.models.includes(model) || trustModel) return target(options, state, chosen);
    throw new RuntimeError(
      'model_missing',
      `The runtime at ${runtime.baseUrl} has no model "${model}". It has: ${state.models.slice(0, 6).join(', ')}.`,
    );
  }
  if (state.state === 'idle' && trustModel && model !== null && runtime.kind === 'endpoint') {
    return target(options, state, model);
  }
  const command = state.command ? ` Try: ${state.command}` : '';
  throw new RuntimeError(state.state === 'down' ? 'runtime_down' : 'no_model', `${state.message}${command}`);
}

function serves(state: RuntimeState, model: string | null): boolean {
  return state.state === 'ready' && (model === null || model === state.model);
}

function target(
  options: TargetOptions,
  state: Exclude<RuntimeState, { state: 'down' }>,
  model: string,
): LocalTarget {
  const told = state.state === 'ready' && state.model === model ? state.contextLength : null;
  return {
    runtime: options.runtime,
    model,
    contextLength: told ?? options.contextLength,
    shown: {
      kind: state.kind,
      baseUrl: withoutCredentials(state.baseUrl),
      rehearsal: state.rehearsal,
      contextLength: told,
    },
  };
}

function withoutCredentials(baseUrl: string): string {
  const url = new URL(baseUrl);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href.replace(/\/+$/, '');
}
