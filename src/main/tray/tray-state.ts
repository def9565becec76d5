/** What the menu bar shows: image, short title and tooltip, as a pure function of the status. */
import type { SystemStatus } from '../../core/schema/index.ts';
import { problemsOf } from './problems.ts';
import { contextWords, count } from './words.ts';

/** Each has its own shape under resources/tray, since a template image has no colour. */
export type TrayImage = 'off' | 'starting' | 'ready' | 'busy' | 'problem';

export interface TrayState {
  image: TrayImage;
  /** Text beside the image; empty, but for the number of runs. */
  title: string;
  tooltip: string;
}

/** What is known: nothing yet, a status, or why there is none. */
export type Observed =
  | { kind: 'starting' }
  | { kind: 'known'; status: SystemStatus }
  | { kind: 'failed'; message: string };

/** The face of the menu bar. Runs under way outrank a runtime that is off: they may be cloud runs. */
export function trayState(observed: Observed): TrayState {
  if (observed.kind === 'starting') return face('starting', 'starting');
  if (observed.kind === 'failed') return face('problem', observed.message);
  const { status } = observed;
  const blocking = problemsOf(status).find((problem) => problem.severity === 'blocking');
  if (blocking !== undefined) return face('problem', blocking.title);
  const { running } = status.counts;
  if (running > 0) {
    return { ...face('busy', `${count(running, 'run')} under way`), title: String(running) };
  }
  return face(status.runtime.state === 'ready' ? 'ready' : 'off', runtimeWords(status));
}

/** The local runtime in one line, e.g. `ready, qwen3.6-35b-a3b · 32k`. */
export function runtimeWords({ runtime }: SystemStatus): string {
  if (runtime.state === 'down') return 'local runtime off';
  const rehearsal = runtime.rehearsal ? ' (rehearsal)' : '';
  if (runtime.state === 'idle') return `no model loaded${rehearsal}`;
  const context = runtime.contextLength === null ? '' : ` · ${contextWords(runtime.contextLength)}`;
  return `ready${rehearsal}, ${runtime.model}${context}`;
}

function face(image: TrayImage, words: string): TrayState {
  return { image, title: '', tooltip: `Brainswap: ${words}` };
}
