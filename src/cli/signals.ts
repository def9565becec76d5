/** Passes the signals a caller sends on to the run, and ends this process as that signal would have. */

/** The signals Codex and its callers use. */
const passed = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export interface PassedSignals {
  /** Aborts with the signal's name as its reason. */
  signal: AbortSignal;
  /** To be called last: dies by the signal where Codex would have died by it (all but SIGINT). */
  finish(): void;
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
    finish: () => {
      for (const { name, handler } of handlers) process.off(name, handler);
      // Codex ends on SIGINT with exit code 1, and dies by the others: so do we.
      if (received !== null && received !== 'SIGINT') process.kill(process.pid, received);
    },
  };
}
