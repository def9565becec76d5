/** Passes the signals a caller sends on to the run, and ends this process as that signal would have ended Codex. */

/** The signals Codex and its callers use. */
const passed = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export interface PassedSignals {
  /** Aborts with the signal's name as its reason. */
  signal: AbortSignal;
  /** Ends the run as Ctrl-C would, when its output has nowhere to go. */
  stop(): void;
  /**
   * To be called last: dies by the signal where Codex would have died by it. That is by all but SIGINT, which ends a run
   * with exit code 1; and by all of them while Codex still reads its prompt.
   */
  finish(run: { began: boolean }): void;
}

export function passSignals(): PassedSignals {
  const controller = new AbortController();
  let received: NodeJS.Signals | null = null;
  const handlers = passed.map((name) => {
    const handler = () => {
      received ??= name;
      controller.abort(name);
    };
    process.on(name, handler);
    return { name, handler };
  });
  return {
    signal: controller.signal,
    stop: () => controller.abort('SIGINT'),
    finish: ({ began }) => {
      for (const { name, handler } of handlers) process.off(name, handler);
      if (received !== null && (received !== 'SIGINT' || !began)) {
        process.kill(process.pid, received);
      }
    },
  };
}
