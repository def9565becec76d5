/**
 * Appends events to a run from a process of its own, as `brainswap exec` does: a transaction every 40 ms.
 *
 *   BRAINSWAP_HOME=… node bench/ui/writer.ts <run id> <events per second> <seconds>
 */
import { join } from 'node:path';
import { openRunStore } from '../../src/core/runs/index.ts';
import type { NewEvent } from '../../src/core/schema/index.ts';
import { eventOf, liveTextOf } from './mix.ts';

/** Milliseconds, as in the recorder of runs. */
const batchDelay = 40;

const [runId = '', rate = '', seconds = ''] = process.argv.slice(2);
const store = openRunStore({ file: join(process.env.BRAINSWAP_HOME ?? '', 'runs.db') });
const total = Number(rate) * Number(seconds);
const started = performance.now();
let written = 0;
const timer = setInterval(() => {
  const due = Math.min(total, Math.floor(((performance.now() - started) / 1_000) * Number(rate)));
  const events: NewEvent[] = [];
  for (; written < due; written += 1) events.push(eventOf(written));
  store.write(runId, {
    events,
    live: [{ call: 1, kind: 'text', text: liveTextOf(written) }],
    patch: {
      usage: {
        inputTokens: written * 12,
        cachedInputTokens: written * 8,
        outputTokens: written * 3,
        reasoningTokens: 0,
      },
      tokensPerSecond: 40 + (Math.floor(written / 40) % 9),
      activity: `event ${written}`,
    },
  });
  if (written < total) return;
  clearInterval(timer);
  store.close();
  console.log(JSON.stringify({ written, seconds: (performance.now() - started) / 1_000 }));
}, batchDelay);
