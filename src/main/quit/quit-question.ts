/** The question asked when somebody quits while runs are under way. */
import type { MessageBoxOptions } from 'electron';
import { count } from '../tray/words.ts';

export type QuitAnswer = 'wait' | 'cancel-runs' | 'stay';

/** In the order of the buttons; the first is the default, since it loses nothing. */
const answers: readonly QuitAnswer[] = ['wait', 'cancel-runs', 'stay'];

/** The message box for `runs` runs of this app. */
export function quitQuestion(runs: number): MessageBoxOptions {
  const them = runs === 1 ? 'it ends' : 'they end';
  return {
    type: 'question',
    message: `${runs === 1 ? 'One run is' : `${runs} runs are`} still under way`,
    detail:
      `Brainswap can quit as soon as ${them}, or cancel ${count(runs, 'run')} now. ` +
      'Runs started with the brainswap command go on by themselves.',
    buttons: [
      `Quit when ${them}`,
      runs === 1 ? 'Cancel the run and quit' : 'Cancel the runs and quit',
      'Stay',
    ],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  };
}

/** What the button with this index means; anything unknown stays. */
export function quitAnswer(button: number): QuitAnswer {
  return answers[button] ?? 'stay';
}
