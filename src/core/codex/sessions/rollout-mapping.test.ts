/** What recorded rollouts turn into. */
import { describe, expect, it } from 'vitest';
import { type EventBody, type NewEvent, RunEvent } from '../../schema/index.ts';
import { jsonEvents, recordings, rolloutEvents } from './fixtures/read-fixture.ts';

const bodies = <Type extends EventBody['type']>(events: NewEvent[], type: Type) =>
  events.flatMap(({ body }) => (body.type === type ? [body as Extract<EventBody, { type: Type }>] : []));

/** The last event of each key, in the order in which the keys began. */
function settled(events: NewEvent[]): EventBody[] {
  return [...new Map(events.map((event, index) => [event.key ?? index, event.body])).values()];
}

/** The same value with the keys of every object in order, so that its text can be compared. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
}

describe('hidden', () => {
  it('tells of every refused call, with its arguments and Codex’s reason', () => {
    const refused = bodies(rolloutEvents('refused', 'hidden'), 'rejected_call');
    expect(refused.map(({ name, error }) => `${name}: ${error.slice(0, 50)}`)).toEqual([
      'exec_command: failed to parse function arguments: EOF while pars',
      'exec_command: failed to parse function arguments: missing field ',
      'no_such_tool: unsupported call: no_such_tool',
      'exec_command: approval policy is Never; reject command — you can',
      'exec_command: apply_patch verification failed: Failed to read fi',
      'exec_command: apply_patch verification failed: invalid hunk at l',
      'write_stdin: write_stdin failed: Unknown process id 99',
      'update_plan: failed to parse function arguments: invalid type: ',
      'apply_patch: unsupported call: apply_patch',
      'write_stdin: write_stdin failed: Unknown process id 1000',
    ]);
    expect(refused[0]?.arguments).toBe('{"cmd": "ls');
    const patches = bodies(rolloutEvents('patched', 'hidden'), 'rejected_call');
    expect(patches.map(({ name, arguments: text }) => `${name} ${text.length}`)).toEqual([
      'apply_patch 63',
      'apply_patch 7',
    ]);
  });

  it('refuses nothing in runs where nothing was refused', () => {
    for (const recording of [
      'work',
      'parallel',
      'interrupted',
      'compacted',
      'failed',
      'mcp',
      'agent',
    ] as const) {
      expect(bodies(rolloutEvents(recording, 'hidden'), 'rejected_call'), recording).toEqual([]);
    }
  });

  it('tells of compaction once', () => {
    expect(bodies(rolloutEvents('compacted', 'hidden'), 'compaction')).toHaveLength(1);
  });

  it('gives raw reasoning, and only where the summary does not say the same', () => {
    expect(bodies(rolloutEvents('work', 'hidden'), 'reasoning')).toEqual([
      { type: 'reasoning', raw: true, text: 'raw: I should look around first.' },
      { type: 'reasoning', raw: true, text: 'only raw here' },
    ]);
  });

  it('counts the tokens of each model call', () => {
    const calls = bodies(rolloutEvents('compacted', 'hidden'), 'model_call');
    expect(calls.map(({ call, usage }) => [call, usage?.inputTokens])).toEqual([
      [1, 23_000],
      [2, 1_000],
      [3, 1_000],
      [4, 1_000],
    ]);
  });

  it('shows file changes as diffs', () => {
    const changes = bodies(rolloutEvents('work', 'hidden'), 'file_change').map((body) => body.changes);
    const hello = '/home/dev/project/hello.txt';
    expect(changes).toEqual([
      [{ path: hello, kind: 'add', diff: '@@ -0,0 +1,2 @@\n+hi\n+there\n' }],
      [
        { path: '/home/dev/project/b ü.txt', kind: 'add', diff: '@@ -0,0 +1 @@\n+x\n' },
        { path: hello, kind: 'update', diff: '@@ -1,2 +1,2 @@\n-hi\n+hi you\n there\n' },
      ],
      [{ path: hello, kind: 'delete', diff: '@@ -1,2 +0,0 @@\n-hi you\n-there\n' }],
    ]);
    expect(bodies(rolloutEvents('patched', 'hidden'), 'file_change')[1]?.changes[0]?.diff).toBe(
      'rename from /home/dev/project/a.txt\nrename to /home/dev/project/c.txt\n@@ -1 +1 @@\n-1\n+2\n',
    );
  });

  it('says that a turn was stopped', () => {
    expect(bodies(rolloutEvents('interrupted', 'hidden'), 'stopped')).toEqual([
      { type: 'stopped', code: 'turn_aborted', message: 'Codex stopped the turn (interrupted).' },
    ]);
  });

  it('leaves to the JSON lines what they tell in full', () => {
    const told = [
      'message',
      'plan',
      'mcp_call',
      'web_search',
      'agent_call',
      'turn_started',
      'turn_completed',
    ];
    for (const recording of recordings) {
      const types = rolloutEvents(recording, 'hidden').map(({ body }) => body.type as string);
      expect(
        types.filter((type) => told.includes(type)),
        recording,
      ).toEqual([]);
    }
  });
});

describe('complete', () => {
  /** What both sources tell, without what one of them leaves out or words in its own way. */
  const comparable = (body: EventBody): unknown => {
    switch (body.type) {
      case 'command':
        return { ...body, durationMs: null, command: body.command.replaceAll(/["'\\]/g, '') };
      case 'file_change':
        return { ...body, changes: body.changes.map(({ path, kind }) => ({ path, kind })) };
      case 'mcp_call':
        return { ...body, result: '' };
      case 'reasoning':
        return body.raw ? null : body;
      case 'rejected_call':
      case 'model_call':
      case 'compaction':
      case 'stopped':
      case 'error':
        return null;
      default:
        return body;
    }
  };
  const sorted = (events: NewEvent[]) =>
    settled(events)
      .map(comparable)
      .filter((body) => body !== null)
      .map((body) => JSON.stringify(inOrder(body)))
      .sort();

  it.each(['work', 'compacted', 'patched', 'failed', 'mcp', 'agent'] as const)(
    'tells all that the JSON lines of the recording %s tell',
    (recording) => {
      expect(sorted(rolloutEvents(recording, 'complete'))).toEqual(sorted(jsonEvents(recording)));
    },
  );

  it('also ends the commands that the JSON lines leave open', () => {
    const commands = settled(rolloutEvents('interrupted', 'complete')).filter(
      (body) => body.type === 'command',
    );
    expect(commands).toHaveLength(2);
    expect(commands).toEqual([
      expect.objectContaining({ status: 'failed', exitCode: -1, output: 'begun\n' }),
      expect.objectContaining({ status: 'failed', exitCode: -1, output: 'begun\n' }),
    ]);
  });

  it('shows a command from its call on, under one key', () => {
    const events = rolloutEvents('work', 'complete').filter(({ body }) => body.type === 'command');
    const last = events.filter(({ key }) => key === events.at(-1)?.key).map(({ body }) => body);
    expect(last).toMatchObject([
      { command: 'echo one; exit 1', status: 'in_progress' },
      { command: "/bin/bash -c 'echo one; exit 1'", status: 'failed', exitCode: 1, output: 'one\n' },
    ]);
  });

  it('gives one plan per turn, with its latest steps', () => {
    const plans = settled(rolloutEvents('work', 'complete')).filter((body) => body.type === 'plan');
    expect(plans).toEqual([
      {
        type: 'plan',
        steps: [
          { text: 'look', done: true },
          { text: 'write', done: false },
        ],
      },
    ]);
  });

  it('makes good for the 150 ms by which Codex starts its clock too late', () => {
    const commands = bodies(rolloutEvents('parallel', 'complete'), 'command');
    const slow = commands.find((body) => body.output === 'slow\n');
    expect(slow?.durationMs).toBeGreaterThanOrEqual(500);
    expect(slow?.durationMs).toBeLessThan(650);
  });

  it.each(recordings)('keeps to the schema of events in the recording %s', (recording) => {
    for (const scope of ['hidden', 'complete'] as const) {
      const events = rolloutEvents(recording, scope);
      for (const [id, event] of events.entries())
        expect(RunEvent.parse({ ...event, id, runId: 'x' })).toBeTruthy();
      expect(events.every(({ source, key }) => source === 'rollout' && key !== null)).toBe(true);
      expect(rolloutEvents(recording, scope)).toEqual(events);
    }
  });
});
