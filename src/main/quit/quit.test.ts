/** Statements about the way out. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createQuit, type QuitOptions } from './quit.ts';
import { type QuitAnswer, quitAnswer, quitQuestion } from './quit-question.ts';

let runs = 0;
let answer: (given: QuitAnswer) => void = () => undefined;
let listeners: (() => void)[] = [];
const options = {
  ownRuns: () => runs,
  ask: vi.fn(
    () =>
      new Promise<QuitAnswer>((resolve) => {
        answer = resolve;
      }),
  ),
  onRunsChanged: (listener: () => void) => {
    listeners.push(listener);
    return () => {
      listeners = listeners.filter((other) => other !== listener);
    };
  },
  close: vi.fn(async () => undefined),
  quit: vi.fn(),
} satisfies QuitOptions;

/** Asks to quit; true when the app may go. */
function tryToQuit(quit: ReturnType<typeof createQuit>): boolean {
  const preventDefault = vi.fn();
  quit.beforeQuit({ preventDefault });
  return preventDefault.mock.calls.length === 0;
}

beforeEach(() => {
  runs = 0;
  listeners = [];
  options.ask.mockClear();
  options.close.mockReset().mockResolvedValue(undefined);
  options.quit.mockClear();
});

describe('quitting', () => {
  it('closes the store first, then quits, without a question when nothing runs', async () => {
    const quit = createQuit(options);
    expect(tryToQuit(quit)).toBe(false);
    await vi.waitFor(() => expect(options.quit).toHaveBeenCalledOnce());
    expect(options.close).toHaveBeenCalledOnce();
    expect(options.ask).not.toHaveBeenCalled();
    expect(tryToQuit(quit)).toBe(true);
  });

  it('asks when runs are under way, and once only', () => {
    runs = 2;
    const quit = createQuit(options);
    tryToQuit(quit);
    tryToQuit(quit);
    expect(options.ask).toHaveBeenCalledExactlyOnceWith(2);
    expect(options.close).not.toHaveBeenCalled();
  });

  it('goes on as before when the person stays', async () => {
    runs = 1;
    const quit = createQuit(options);
    tryToQuit(quit);
    answer('stay');
    await vi.waitFor(() => expect(quit.state()).toEqual({ at: 'running' }));
    expect(options.close).not.toHaveBeenCalled();
  });

  it('closes at once, which cancels the runs, when told to', async () => {
    runs = 1;
    tryToQuit(createQuit(options));
    answer('cancel-runs');
    await vi.waitFor(() => expect(options.quit).toHaveBeenCalledOnce());
    expect(options.close).toHaveBeenCalledOnce();
  });

  it('waits for the last run and quits by itself', async () => {
    runs = 2;
    const quit = createQuit(options);
    tryToQuit(quit);
    answer('wait');
    await vi.waitFor(() => expect(quit.state().at).toBe('waiting'));
    runs = 1;
    for (const listener of listeners) listener();
    expect(options.close).not.toHaveBeenCalled();
    runs = 0;
    for (const listener of listeners) listener();
    await vi.waitFor(() => expect(options.quit).toHaveBeenCalledOnce());
    expect(listeners).toEqual([]);
    expect(options.close).toHaveBeenCalledOnce();
  });

  it('closes when the runs ended while the question was open', async () => {
    runs = 1;
    tryToQuit(createQuit(options));
    runs = 0;
    answer('wait');
    await vi.waitFor(() => expect(options.quit).toHaveBeenCalledOnce());
  });

  it('asks again when somebody quits while it waits, and then listens no more than once', async () => {
    runs = 1;
    const quit = createQuit(options);
    tryToQuit(quit);
    answer('wait');
    await vi.waitFor(() => expect(quit.state().at).toBe('waiting'));
    tryToQuit(quit);
    expect(options.ask).toHaveBeenCalledTimes(2);
    expect(listeners).toEqual([]);
    answer('wait');
    await vi.waitFor(() => expect(listeners).toHaveLength(1));
  });

  it('quits also when the store does not close', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    options.close.mockRejectedValueOnce(new Error('disk full'));
    tryToQuit(createQuit(options));
    await vi.waitFor(() => expect(options.quit).toHaveBeenCalledOnce());
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });
});

describe('the question', () => {
  it('counts the runs and offers to wait, to cancel them, to stay', () => {
    expect(quitQuestion(1)).toMatchObject({
      message: 'One run is still under way',
      buttons: ['Quit when it ends', 'Cancel the run and quit', 'Stay'],
    });
    expect(quitQuestion(3)).toMatchObject({
      message: '3 runs are still under way',
      buttons: ['Quit when they end', 'Cancel the runs and quit', 'Stay'],
    });
  });

  it('loses nothing by default, and stays when dismissed', () => {
    const { defaultId, cancelId } = quitQuestion(2);
    expect(quitAnswer(defaultId ?? -1)).toBe('wait');
    expect(quitAnswer(cancelId ?? -1)).toBe('stay');
    expect([0, 1, 2, 7].map(quitAnswer)).toEqual(['wait', 'cancel-runs', 'stay', 'stay']);
  });
});
