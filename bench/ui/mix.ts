/** The events of a run that is as busy as can be: commands that begin and end, answers, thoughts, edits, model calls. */
import type { EventBody, NewEvent } from '../../src/core/schema/index.ts';

const words =
  'The router keeps the order of its parts, so `auth` must come before `log`. I look at **three** files next and then run the tests. ';

/** Event `n` of the run, counted from 0. Every twentieth is the same kind again. */
export function eventOf(n: number): NewEvent {
  const round = Math.floor(n / 20);
  const event = (source: NewEvent['source'], body: EventBody, key: string | null = null): NewEvent => ({
    at: Date.now(),
    source,
    key,
    body,
  });
  switch (n % 20) {
    case 0:
      return event('bridge', modelCall(round, 'waiting'), `call-${round}`);
    case 1:
      return event('bridge', modelCall(round, 'streaming'), `call-${round}`);
    case 2:
      return event('rollout', { type: 'reasoning', text: words.repeat(2), raw: true });
    case 3:
      return event('codex', { type: 'reasoning', text: `**Step ${round}.** ${words}`, raw: false });
    case 4:
    case 8:
    case 12:
      return event('codex', command(n, 'in_progress'), `command-${n}`);
    case 5:
    case 9:
    case 13:
      return event('codex', command(n - 1, 'completed'), `command-${n - 1}`);
    case 6:
      return event('codex', {
        type: 'message',
        text: `## Step ${round}\n\n${words}\n\n- one\n- two\n\n\`\`\`ts\nconst n = ${n};\n\`\`\``,
      });
    case 7:
      return event('codex', edit(round, 'in_progress'), `edit-${round}`);
    case 10:
      return event('codex', edit(round, 'completed'), `edit-${round}`);
    case 11:
      return event('codex', { type: 'plan', steps: plan(round) }, 'plan');
    case 14:
      return event('codex', { type: 'message', text: `${words}Event ${n}.` });
    case 15:
      return event('codex', { type: 'stderr', text: `warning ${n}: something is deprecated` });
    case 16:
      return event('rollout', {
        type: 'rejected_call',
        name: 'edit_file',
        arguments: `{"path":"file-${n}.ts"}`,
        error: 'unsupported call: edit_file',
      });
    case 17:
      return event('codex', { type: 'other', kind: 'telemetry', raw: `{"n":${n}}` });
    case 18:
      return event('bridge', modelCall(round, 'completed'), `call-${round}`);
    default:
      return event('brainswap', { type: 'note', message: `Event ${n}` });
  }
}

function command(n: number, status: 'in_progress' | 'completed'): EventBody {
  const ended = status === 'completed';
  const output = ended ? `src/part-${n}.ts:12: const user = record(${n});\n`.repeat(30) : '';
  const exitCode = n % 7 === 0 ? 1 : 0;
  return {
    type: 'command',
    command: `/bin/bash -lc 'rg -n "part ${n}" src'`,
    status: ended && exitCode === 1 ? 'failed' : status,
    exitCode: ended ? exitCode : null,
    output,
    outputBytes: output.length,
    durationMs: ended ? 120 : null,
  };
}

function edit(round: number, status: 'in_progress' | 'completed'): EventBody {
  const diff = `@@ -1,4 +1,4 @@\n import { a } from './a';\n-const old = ${round};\n+const fresh = ${round};\n export { a };\n`;
  const path = `/Users/ada/src/atlas/src/file-${round % 40}.ts`;
  const change =
    status === 'completed' ? { path, kind: 'update' as const, diff } : { path, kind: 'update' as const };
  return { type: 'file_change', status, changes: [change] };
}

function plan(round: number): { text: string; done: boolean }[] {
  return ['Read', 'Change', 'Test', 'Tell'].map((text, i) => ({
    text: `${text} part ${round}`,
    done: i < round % 5,
  }));
}

function modelCall(round: number, phase: 'waiting' | 'streaming' | 'completed'): EventBody {
  const ended = phase === 'completed';
  return {
    type: 'model_call',
    call: round + 1,
    phase,
    requestBytes: 6_800 + (round % 400) * 100,
    responseBytes: ended ? 4_000 : 0,
    status: phase === 'waiting' ? null : 200,
    firstTokenMs: phase === 'waiting' ? null : 300,
    durationMs: ended ? 900 : null,
    tokensPerSecond: ended ? 44 : null,
    usage: ended
      ? { inputTokens: 2_000 + round, cachedInputTokens: 1_500, outputTokens: 200, reasoningTokens: 20 }
      : null,
    error: null,
  };
}

/** The text that is being generated when `n` events are written; it grows for two seconds and begins anew. */
export function liveTextOf(n: number): string {
  return words.repeat(((Math.floor(n / 100) % 20) + 1) * 2);
}
