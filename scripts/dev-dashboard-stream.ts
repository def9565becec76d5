/** Keeps one run going that gets a steady flow of events, to see how the Run page bears it. */
import type { Brainswap } from '../src/core/brainswap.ts';
import type { EventBody, NewEvent } from '../src/core/schema/index.ts';
import { seedRun } from '../test/fixtures/seed-run.ts';

/** Milliseconds between writes; each is one transaction, as the recorder makes them. */
const interval = 50;

const words =
  'The router keeps the order of its parts, so `auth` must come before `log`. I look at **three** files next and then run the tests. ';

/** Starts the flow; `stop` leaves the run as succeeded. */
export function streamInto(
  brainswap: Pick<Brainswap, 'store' | 'feed'>,
  eventsPerSecond: number,
): { id: string; stop: () => void } {
  const { store, feed } = brainswap;
  const startedAt = Date.now();
  const run = seedRun(startedAt, {
    status: 'running',
    taskClass: 'refactor',
    prompt: 'Keep going, so that I can see how the page bears it.',
    ownerPid: process.pid,
    activity: 'streaming',
  });
  store.insert(run);
  let n = 0;
  let owed = 0;
  const timer = setInterval(() => {
    owed += (eventsPerSecond * interval) / 1_000;
    const events: NewEvent[] = [];
    for (; owed >= 1; owed -= 1) {
      n += 1;
      events.push({ at: Date.now(), source: 'codex', ...eventOf(n) });
    }
    const seconds = Math.floor((Date.now() - startedAt) / interval);
    store.write(run.id, {
      events,
      patch: {
        usage: { ...run.usage, inputTokens: n * 12, outputTokens: n * 3 },
        tokensPerSecond: 40 + (n % 9),
      },
      live: [{ call: 1, kind: 'text', text: `${words}\n\n`.repeat((seconds % 60) + 1) }],
    });
    feed.notify();
  }, interval);
  return {
    id: run.id,
    stop: () => {
      clearInterval(timer);
      store.write(run.id, { patch: { status: 'succeeded', endedAt: Date.now(), exitCode: 0 }, live: [] });
      feed.notify();
    },
  };
}

/** A mix like a busy run's: commands that start and end, messages, edits, thoughts, model calls. */
function eventOf(n: number): { key: string | null; body: EventBody } {
  const turn = Math.floor(n / 10);
  switch (n % 10) {
    case 0:
    case 1:
      return { key: `command-${turn}`, body: command(turn, n % 10 === 1) };
    case 2:
      return {
        key: null,
        body: {
          type: 'message',
          text: `## Step ${turn}\n\n${words}\n\n- one\n- two\n\n\`\`\`ts\nconst n = ${n};\n\`\`\``,
        },
      };
    case 3:
      return { key: null, body: { type: 'reasoning', text: words.repeat(3), raw: n % 20 === 3 } };
    case 4:
      return { key: `edit-${turn}`, body: edit(turn) };
    case 5:
      return { key: `call-${turn}`, body: call(turn) };
    case 6:
      return {
        key: 'plan',
        body: {
          type: 'plan',
          steps: [
            { text: 'Read', done: true },
            { text: `Step ${turn}`, done: false },
          ],
        },
      };
    case 7:
      return { key: null, body: { type: 'stderr', text: `warning ${n}: deprecated` } };
    case 8:
      return { key: null, body: { type: 'note', message: `Note ${n}` } };
    default:
      return { key: null, body: { type: 'other', kind: 'telemetry', raw: `{"n":${n}}` } };
  }
}

function command(turn: number, ended: boolean): EventBody {
  const output = ended ? `line of output ${turn}\n`.repeat(40) : '';
  return {
    type: 'command',
    command: `rg -n "part ${turn}" src`,
    status: ended ? (turn % 7 === 0 ? 'failed' : 'completed') : 'in_progress',
    exitCode: ended ? (turn % 7 === 0 ? 1 : 0) : null,
    output,
    outputBytes: output.length,
    durationMs: ended ? 120 : null,
  };
}

function edit(turn: number): EventBody {
  const diff = `@@ -1,3 +1,3 @@\n context\n-old ${turn}\n+new ${turn}\n context\n`;
  return {
    type: 'file_change',
    status: 'completed',
    changes: [{ path: `/Users/ada/src/atlas/src/file-${turn % 40}.ts`, kind: 'update', diff }],
  };
}

function call(turn: number): EventBody {
  return {
    type: 'model_call',
    call: turn + 1,
    phase: 'completed',
    requestBytes: 6_800 + turn * 100,
    responseBytes: 4_000,
    status: 200,
    firstTokenMs: 300,
    durationMs: 900,
    tokensPerSecond: 44,
    usage: { inputTokens: 2_000 + turn, cachedInputTokens: 1_500, outputTokens: 200, reasoningTokens: 20 },
    error: null,
  };
}
