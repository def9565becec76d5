/** Events as lines for the terminal: each type says something, in one shape. */
import { describe, expect, it } from 'vitest';
import { EventBody, type EventType } from '../core/schema/index.ts';
import { describeEvent } from './describe-event.ts';

const told = (body: EventBody) =>
  describeEvent({ id: 1, runId: 'r', at: 0, source: 'codex', key: null, body });
const result = { command: 'npm test', exitCode: 1, output: '', durationMs: 2_000 };
const call = {
  type: 'model_call',
  call: 2,
  phase: 'completed',
  requestBytes: 5_952,
  responseBytes: 10,
  status: 200,
  firstTokenMs: 800,
  durationMs: 3_000,
  tokensPerSecond: 41.6,
  usage: { inputTokens: 1_500, cachedInputTokens: 0, outputTokens: 90, reasoningTokens: 0 },
  error: null,
} as const;

const cases: [EventBody, string][] = [
  [{ type: 'thread_started', threadId: 't' }, ''],
  [{ type: 'turn_started' }, ''],
  [{ type: 'turn_completed', usage: call.usage }, ''],
  [{ type: 'turn_failed', message: 'no' }, '├ failed   no\n'],
  [{ type: 'route_chosen', route: 'local', reason: 'why' }, '├ route    local: why\n'],
  [{ type: 'message', text: 'a\nb\n' }, '├ message  a\n│          b\n'],
  [
    { type: 'reasoning', text: 'a\nb\nc', raw: false },
    '├ thinking a\n│          b\n│          … 1 more lines\n',
  ],
  [
    {
      type: 'command',
      command: "/bin/bash -lc 'ls\n-l'",
      status: 'completed',
      exitCode: 0,
      output: 'x\n',
      outputBytes: 2,
      durationMs: 20,
    },
    '├ $ ls⏎-l  (exit 0, 20 ms)\n│          x\n',
  ],
  [
    {
      type: 'command',
      command: 'ls',
      status: 'in_progress',
      exitCode: null,
      output: '',
      outputBytes: 0,
      durationMs: null,
    },
    '├ $ ls  (in progress)\n',
  ],
  [
    {
      type: 'file_change',
      status: 'completed',
      changes: [
        { path: '/a', kind: 'add' },
        { path: '/b', kind: 'delete' },
      ],
    },
    '├ edit     add /a, delete /b (completed)\n',
  ],
  [
    {
      type: 'plan',
      steps: [
        { text: 'a', done: true },
        { text: 'b', done: false },
      ],
    },
    '├ plan     ✓ a  ○ b\n',
  ],
  [
    { type: 'mcp_call', server: 's', tool: 't', status: 'failed', arguments: '', result: '', error: 'no' },
    '├ mcp      s.t (failed): no\n',
  ],
  [{ type: 'web_search', query: 'q' }, '├ search   q\n'],
  [{ type: 'agent_call', tool: 'wait', status: 'completed', prompt: '' }, '├ agent    wait (completed)\n'],
  [{ type: 'rejected_call', name: 'f', arguments: '', error: 'no' }, '├ refused  f: no\n'],
  [{ type: 'compaction' }, '├ context  compacted\n'],
  [{ type: 'warning', message: 'careful' }, '├ warning  careful\n'],
  [{ type: 'error', message: 'no', fatal: true }, '├ error    no\n'],
  [{ type: 'error', message: 'again', fatal: false }, '├ retry    again\n'],
  [{ type: 'stderr', text: 'a\nb' }, '├ stderr   a\n│          b\n'],
  [call, '├ model    call 2 completed: 6.0k bytes sent, first token 800 ms, 42 tok/s, 1.5k in, 90 out\n'],
  [
    {
      ...call,
      phase: 'failed',
      status: null,
      firstTokenMs: null,
      tokensPerSecond: null,
      usage: null,
      error: 'a\nb',
    },
    '├ model    call 2 failed: 6.0k bytes sent, no answer: a\n… 1 more lines\n',
  ],
  [
    { type: 'verify', status: 'in_progress', command: 'npm test', result: null },
    '├ verify   npm test (running)\n',
  ],
  [{ type: 'verify', status: 'failed', command: 'npm test', result }, '├ verify   npm test (exit 1, 2 s)\n'],
  [
    { type: 'escalated', reason: 'It failed.', toRunId: 'r2', restored: 3 },
    '├ cloud    It failed. 3 paths put back, goes on as r2\n',
  ],
  [{ type: 'stopped', code: 'cancelled', message: 'Cancelled.' }, '├ stopped  Cancelled.\n'],
  [{ type: 'note', message: 'note' }, '├ note     note\n'],
  [{ type: 'other', kind: 'x', raw: '{}' }, '├ other    x\n'],
];

describe('an event on the terminal', () => {
  it.each(cases)('%j is %j', (body, words) => {
    expect(told(EventBody.parse(body))).toBe(words);
  });

  it('is there for every type of event', () => {
    const types = EventBody.options.map(({ shape }) => shape.type.value);
    const covered = new Set<EventType>(cases.map(([{ type }]) => type));
    expect(types.filter((type) => !covered.has(type))).toEqual([]);
  });

  it('never steers the terminal, whatever a model wrote', () => {
    expect(told({ type: 'message', text: '\u001b]0;title\u0007\u001b[2J' })).toBe(
      '├ message  ␛]0;title␇␛[2J\n',
    );
  });
});
