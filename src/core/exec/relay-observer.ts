/** Turns what the relay sees into events, live text and the watchdog's food, and sums it up for the run's record. */
import type { RelayObserver, StreamNews } from '../bridge/index.ts';
import { isLoopback } from '../runtimes/index.ts';
import { addUsage, noUsage, type Usage } from '../schema/index.ts';
import type { Recorder } from './recorder.ts';
import type { Timeline } from './timeline.ts';
import type { Watchdog } from './watchdog.ts';

export interface RelaySummary {
  calls: number;
  /** Sum over the calls that told their usage. */
  usage: Usage;
  /** The runtime's own words of the last call, when that call failed. */
  lastError: string | null;
}

export interface RunObserver extends RelayObserver {
  summary(): RelaySummary;
}

/** `runtimeUrl` is null on the cloud route, where nothing passes through a relay. */
export function observeRelay(
  timeline: Timeline,
  recorder: Recorder,
  watchdog: Watchdog,
  runtimeUrl: string | null,
): RunObserver {
  const offMachine = runtimeUrl !== null && !isLoopback(runtimeUrl);
  let calls = 0;
  let usage = noUsage;
  let lastError: string | null = null;
  return {
    onCall: (body) => {
      timeline.add({ at: Date.now(), source: 'bridge', key: `call_${body.call}`, body });
      if (body.phase === 'waiting') {
        calls += 1;
        watchdog.callStarted(body.call);
        recorder.patch({
          modelCalls: calls,
          requestsOffMachine: offMachine ? calls : 0,
          activity: 'waiting for the model',
        });
        return;
      }
      if (body.phase === 'streaming') {
        watchdog.headers(body.call);
        return;
      }
      watchdog.callEnded(body.call);
      recorder.clearLive(body.call);
      lastError = body.phase === 'failed' ? body.error : null;
      if (body.usage) usage = addUsage(usage, body.usage);
      recorder.patch({
        usage,
        ...(body.firstTokenMs === null ? {} : { firstTokenMs: Math.round(body.firstTokenMs) }),
        ...(body.tokensPerSecond === null ? {} : { tokensPerSecond: body.tokensPerSecond }),
      });
    },
    onNews: (call, news: StreamNews) => {
      if (news.type === 'delta') recorder.live(call, news.kind, news.text);
      else if (news.type === 'tool_call') watchdog.toolCall(news.name, news.arguments);
      if (news.type === 'tool_call' || news.type === 'item_done') recorder.clearLive(call);
    },
    onBytes: (call) => watchdog.bytes(call),
    summary: () => ({ calls, usage, lastError }),
  };
}
