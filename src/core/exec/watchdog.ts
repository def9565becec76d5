/** Ends what Codex would never end: silence, endless calls, repeated calls, endless runs. Each with its own words. */
import type { RunFailure, Settings } from '../schema/index.ts';

export type WatchdogLimits = Settings['watchdog'];

export interface Watchdog {
  /** A request went to the model; until `headers`, silence counts against the header limit. */
  callStarted(call: number): void;
  /** Counts a call that is only known after the fact (cloud). */
  countCall(): void;
  headers(call: number): void;
  bytes(call: number): void;
  callEnded(call: number): void;
  /** The model asked for a tool; the same name and arguments in a row are counted. */
  toolCall(name: string, argumentsText: string): void;
  dispose(): void;
}

/** Timers, passed in so that tests need no waiting. Milliseconds. */
export interface Timers {
  set(run: () => void, delayMs: number): unknown;
  clear(timer: unknown): void;
}

export const systemTimers: Timers = {
  set: (run, delayMs) => setTimeout(run, delayMs),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/**
 * Milliseconds that silence is listened to once more when its time is over. When we ourselves were held up (a reader of
 * stdout that paused for minutes), the bytes that came meanwhile are read only now.
 */
const secondListen = 1_000;

/** Starts watching; `stop` is called once, with the first limit that was passed. */
export function createWatchdog(
  limits: WatchdogLimits,
  stop: (failure: RunFailure) => void,
  timers: Timers = systemTimers,
): Watchdog {
  let stopped = false;
  let calls = 0;
  let repeated = 0;
  let lastCall = '';
  const silence = new Map<number, unknown>();
  const end = (code: string, message: string) => {
    if (stopped) return;
    stopped = true;
    clear();
    stop({ code, message });
  };
  const wall = timers.set(
    () =>
      end(
        'wall_time',
        `The run was still going after ${words(limits.wallTimeSeconds)} (setting watchdog.wallTimeSeconds) and was stopped.`,
      ),
    limits.wallTimeSeconds * 1000,
  );
  const quiet = (call: number) => {
    timers.clear(silence.get(call));
    silence.delete(call);
  };
  const listen = (call: number, seconds: number, code: string, message: string) => {
    quiet(call);
    if (stopped) return;
    const listenAgain = () =>
      silence.set(
        call,
        timers.set(() => end(code, message), secondListen),
      );
    silence.set(call, timers.set(listenAgain, seconds * 1000));
  };
  const listenToStream = (call: number) =>
    listen(
      call,
      limits.streamSilenceSeconds,
      'stream_silence',
      `The runtime began to answer and then sent nothing for ${words(limits.streamSilenceSeconds)} (setting watchdog.streamSilenceSeconds). Look whether it still generates, or restart it.`,
    );
  function clear(): void {
    timers.clear(wall);
    for (const call of [...silence.keys()]) quiet(call);
  }
  const countCall = () => {
    calls += 1;
    if (calls <= limits.maxModelCalls) return;
    end(
      'too_many_calls',
      `The run asked the model more than ${limits.maxModelCalls} times (setting watchdog.maxModelCalls) and was stopped. Give it a smaller task, or raise the limit.`,
    );
  };
  return {
    countCall,
    callStarted: (call) => {
      countCall();
      if (stopped) return;
      listen(
        call,
        limits.headerSilenceSeconds,
        'header_silence',
        `The runtime took the request and did not begin to answer for ${words(limits.headerSilenceSeconds)} (setting watchdog.headerSilenceSeconds). It may be stuck, or still reading a long prompt: restart it, or raise the limit.`,
      );
    },
    headers: listenToStream,
    bytes: (call) => {
      if (silence.has(call)) listenToStream(call);
    },
    callEnded: quiet,
    toolCall: (name, argumentsText) => {
      const call = `${name} ${argumentsText}`;
      repeated = call === lastCall ? repeated + 1 : 1;
      lastCall = call;
      if (repeated >= limits.maxRepeatedCalls) {
        end(
          'repeated_call',
          `The model made the same call ${repeated} times in a row (${call.slice(0, 120)}; setting watchdog.maxRepeatedCalls) and was stopped. Word the task differently, or use a stronger model.`,
        );
      }
    },
    dispose: () => {
      // What the relay still tells of a run that has ended must not set a timer.
      stopped = true;
      clear();
    },
  };
}

/** `90` as `90 s`, `600` as `10 min`. */
function words(seconds: number): string {
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
