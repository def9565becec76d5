/** The watchdog's limits, on a clock that the test moves. */
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type RunFailure } from '../schema/index.ts';
import { createWatchdog, type Timers, type Watchdog, type WatchdogLimits } from './watchdog.ts';

/** Timers that run when `pass` moves their clock over them. */
function fakeTimers() {
  let now = 0;
  const pending = new Map<object, { at: number; run: () => void }>();
  const timers: Timers = {
    set: (run, delayMs) => {
      const timer = {};
      pending.set(timer, { at: now + delayMs, run });
      return timer;
    },
    clear: (timer) => void pending.delete(timer as object),
  };
  const pass = (seconds: number) => {
    const until = now + seconds * 1000;
    for (;;) {
      const [next] = [...pending].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      pending.delete(next[0]);
      now = next[1].at;
      next[1].run();
    }
    now = until;
  };
  return { timers, pass, pending };
}

let clock: ReturnType<typeof fakeTimers>;
let stops: RunFailure[];
const watch = (more: Partial<WatchdogLimits> = {}): Watchdog =>
  createWatchdog({ ...defaultSettings.watchdog, ...more }, (failure) => stops.push(failure), clock.timers);
const codes = () => stops.map(({ code }) => code);
/** A little more than the second listening takes. */
const moment = 1.5;

beforeEach(() => {
  clock = fakeTimers();
  stops = [];
});

describe('silence', () => {
  it('before the headers ends the run, in words that say what to do', () => {
    watch({ headerSilenceSeconds: 60 }).callStarted(1);
    clock.pass(59);
    expect(stops).toEqual([]);
    clock.pass(1 + moment);
    expect(stops).toEqual([
      {
        code: 'header_silence',
        message:
          'The runtime took the request and did not begin to answer for 60 s (setting watchdog.headerSilenceSeconds). It may be stuck, or still reading a long prompt: restart it, or raise the limit.',
      },
    ]);
  });

  it('in a stream counts from the latest byte', () => {
    const watchdog = watch({ streamSilenceSeconds: 120 });
    watchdog.callStarted(1);
    watchdog.headers(1);
    for (let minute = 0; minute < 10; minute += 1) {
      clock.pass(60);
      watchdog.bytes(1);
    }
    expect(stops).toEqual([]);
    clock.pass(120 + moment);
    expect(codes()).toEqual(['stream_silence']);
    expect(stops[0]?.message).toContain('for 2 min (setting watchdog.streamSilenceSeconds)');
  });

  it('is forgiven when bytes turn out to have come while we were held up', () => {
    const watchdog = watch({ streamSilenceSeconds: 120 });
    watchdog.callStarted(1);
    watchdog.headers(1);
    clock.pass(120.5);
    watchdog.bytes(1);
    clock.pass(100);
    expect(stops).toEqual([]);
  });

  it('of a call that has ended is nothing', () => {
    const watchdog = watch({ headerSilenceSeconds: 60, wallTimeSeconds: 9_000 });
    watchdog.callStarted(1);
    watchdog.headers(1);
    watchdog.callEnded(1);
    watchdog.bytes(1);
    clock.pass(5_000);
    expect(stops).toEqual([]);
  });

  it('of one call is not broken by another', () => {
    const watchdog = watch({ headerSilenceSeconds: 60, streamSilenceSeconds: 60 });
    watchdog.callStarted(1);
    watchdog.callStarted(2);
    watchdog.headers(2);
    clock.pass(40);
    watchdog.bytes(2);
    clock.pass(20 + moment);
    expect(codes()).toEqual(['header_silence']);
  });
});

describe('endless runs', () => {
  it('end at their wall time, whatever they do', () => {
    const watchdog = watch({ wallTimeSeconds: 600 });
    watchdog.callStarted(1);
    watchdog.headers(1);
    for (let second = 0; second < 599; second += 1) {
      clock.pass(1);
      watchdog.bytes(1);
    }
    expect(stops).toEqual([]);
    clock.pass(1);
    expect(codes()).toEqual(['wall_time']);
    expect(stops[0]?.message).toContain('after 10 min (setting watchdog.wallTimeSeconds)');
  });

  it('end at the call above the number of calls, relayed or counted afterwards', () => {
    for (const call of [
      (watchdog: Watchdog) => watchdog.callStarted(1),
      (watchdog: Watchdog) => watchdog.countCall(),
    ]) {
      stops = [];
      const watchdog = watch({ maxModelCalls: 3 });
      for (let count = 0; count < 3; count += 1) call(watchdog);
      expect(stops).toEqual([]);
      call(watchdog);
      expect(codes()).toEqual(['too_many_calls']);
    }
  });

  it('end at the same call so often in a row, and not when another comes between', () => {
    const watchdog = watch({ maxRepeatedCalls: 3 });
    for (const args of ['a', 'a', 'b', 'a', 'a']) watchdog.toolCall('exec_command', args);
    watchdog.toolCall('write_stdin', 'a');
    expect(stops).toEqual([]);
    for (const args of ['b', 'b', 'b']) watchdog.toolCall('exec_command', args);
    expect(codes()).toEqual(['repeated_call']);
    expect(stops[0]?.message).toContain('exec_command b');
  });
});

describe('stopping', () => {
  it('happens once, and leaves no timer', () => {
    const watchdog = watch({ maxRepeatedCalls: 2, maxModelCalls: 2 });
    watchdog.callStarted(1);
    watchdog.toolCall('f', '');
    watchdog.toolCall('f', '');
    watchdog.toolCall('f', '');
    for (let call = 2; call < 9; call += 1) watchdog.callStarted(call);
    clock.pass(100_000);
    expect(codes()).toEqual(['repeated_call']);
    expect(clock.pending.size).toBe(0);
  });

  it('does not happen after the end of the run, whatever is told then', () => {
    const watchdog = watch({ maxModelCalls: 1 });
    watchdog.callStarted(1);
    watchdog.dispose();
    watchdog.callStarted(2);
    watchdog.headers(2);
    watchdog.bytes(1);
    watchdog.dispose();
    expect(clock.pending.size).toBe(0);
    clock.pass(100_000);
    expect(stops).toEqual([]);
  });
});
