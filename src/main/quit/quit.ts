/** Quitting: never while a run of this process is under way without asking, never before the store is closed. */
import type { QuitAnswer } from './quit-question.ts';

export interface QuitOptions {
  /** How many runs this process owns and has not ended. Runs of a command line go on without us. */
  ownRuns: () => number;
  ask: (runs: number) => Promise<QuitAnswer>;
  /** Calls back when runs may have changed; returns how to stop that. */
  onRunsChanged: (listener: () => void) => () => void;
  /** Cancels what is left and closes the store. */
  close: () => Promise<void>;
  quit: () => void;
}

/** Where the app stands on its way out. */
export type QuitState =
  | { at: 'running' }
  | { at: 'asking' }
  | { at: 'waiting'; stop: () => void }
  | { at: 'closing' }
  | { at: 'closed' };

export interface Quit {
  /** For `before-quit`. Holds the app back until all is closed, then quits again. */
  beforeQuit(event: { preventDefault: () => void }): void;
  state(): QuitState;
}

/** Builds the way out; it starts at `running`. */
export function createQuit(options: QuitOptions): Quit {
  let state: QuitState = { at: 'running' };

  const close = async (): Promise<void> => {
    state = { at: 'closing' };
    try {
      await options.close();
    } catch (cause) {
      // A store that will not close must not keep the app alive; SQLite recovers on the next start.
      console.error('Brainswap did not close cleanly:', cause);
    }
    state = { at: 'closed' };
    options.quit();
  };

  const waitForRuns = (): void => {
    const stop = options.onRunsChanged(() => {
      if (state.at !== 'waiting' || options.ownRuns() > 0) return;
      stop();
      void close();
    });
    state = { at: 'waiting', stop };
  };

  const ask = async (runs: number): Promise<void> => {
    if (state.at === 'waiting') state.stop();
    state = { at: 'asking' };
    const answer = await options.ask(runs);
    // The runs may have ended while the question was open.
    if (answer === 'stay') state = { at: 'running' };
    else if (answer === 'cancel-runs' || options.ownRuns() === 0) await close();
    else waitForRuns();
  };

  return {
    state: () => state,
    beforeQuit(event) {
      if (state.at === 'closed') return;
      event.preventDefault();
      if (state.at === 'asking' || state.at === 'closing') return;
      const runs = options.ownRuns();
      if (runs === 0) {
        if (state.at === 'waiting') state.stop();
        void close();
      } else void ask(runs);
    },
  };
}
