/** Ties the way out to the app: which runs are ours, how to ask, what to close. */
import { app, dialog } from 'electron';
import type { Brainswap } from '../../core/brainswap.ts';
import { createQuit } from './quit.ts';
import { quitAnswer, quitQuestion } from './quit-question.ts';

/** More runs at once than a machine can bear; the question counts no further. */
const countedAtMost = 200;

/** Runs of this process that have not ended. */
export function ownRuns({ store }: Pick<Brainswap, 'store'>, pid: number): number {
  return store.list({ status: 'active' }, null, countedAtMost).filter((run) => run.ownerPid === pid).length;
}

/** Holds `quit` back until the runs of this process have ended or were given up, and `close` is done. */
export function guardQuit(brainswap: Brainswap, close: () => Promise<void>): void {
  const quit = createQuit({
    ownRuns: () => ownRuns(brainswap, process.pid),
    ask: async (runs) => {
      // Without a Dock icon the question would open behind whatever is in front.
      app.focus({ steal: true });
      return quitAnswer((await dialog.showMessageBox(quitQuestion(runs))).response);
    },
    onRunsChanged: (listener) => brainswap.feed.subscribe(listener),
    close,
    quit: () => app.quit(),
  });
  app.on('before-quit', (event) => quit.beforeQuit(event));
}
