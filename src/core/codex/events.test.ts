/** Lines of `codex exec --json` as events: every type that Codex 0.169 is known to print, and all it may yet print. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventBody } from '../schema/index.ts';
import { codexLineToEvent } from './events.ts';

const bodyOf = (line: unknown) =>
  codexLineToEvent(typeof line === 'string' ? line : JSON.stringify(line), 7)?.body;
const item = (fields: object, type = 'item.completed') => ({ type, item: { id: 'item_3', ...fields } });

describe('the lines of a thread and its turns', () => {
  it.each<[object, EventBody]>([
    [
      { type: 'thread.started', thread_id: 't' },
      { type: 'thread_started', threadId: 't' },
    ],
    [{ type: 'turn.started' }, { type: 'turn_started' }],
    [
      {
        type: 'turn.completed',
        usage: {
          input_tokens: 9,
          cached_input_tokens: 4,
          cache_write_input_tokens: 1,
          output_tokens: 3,
          reasoning_output_tokens: 2,
        },
      },
      {
        type: 'turn_completed',
        usage: { inputTokens: 9, cachedInputTokens: 4, outputTokens: 3, reasoningTokens: 2 },
      },
    ],
    [
      { type: 'turn.failed', error: { message: 'no' } },
      { type: 'turn_failed', message: 'no' },
    ],
    [
      { type: 'error', message: 'no' },
      { type: 'error', message: 'no', fatal: true },
    ],
    [
      { type: 'error', message: 'Reconnecting... 1/5 (x)' },
      { type: 'error', message: 'Reconnecting... 1/5 (x)', fatal: false },
    ],
  ])('%j', (line, body) => {
    expect(codexLineToEvent(JSON.stringify(line), 7)).toEqual({ at: 7, source: 'codex', key: null, body });
  });

  it('count tokens that are missing or no numbers as none', () => {
    expect(bodyOf({ type: 'turn.completed', usage: { input_tokens: 'many', output_tokens: -1 } })).toEqual({
      type: 'turn_completed',
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 },
    });
  });
});

describe('items', () => {
  it.each<[object, EventBody]>([
    [
      { type: 'agent_message', text: 'hi' },
      { type: 'message', text: 'hi' },
    ],
    [
      { type: 'reasoning', text: 'hm' },
      { type: 'reasoning', text: 'hm', raw: false },
    ],
    [
      {
        type: 'command_execution',
        command: 'ls',
        aggregated_output: 'ü\n',
        exit_code: 0,
        status: 'completed',
      },
      {
        type: 'command',
        command: 'ls',
        status: 'completed',
        exitCode: 0,
        output: 'ü\n',
        outputBytes: 3,
        durationMs: null,
      },
    ],
    [
      {
        type: 'command_execution',
        command: 'ls',
        aggregated_output: '',
        exit_code: null,
        status: 'in_progress',
      },
      {
        type: 'command',
        command: 'ls',
        status: 'in_progress',
        exitCode: null,
        output: '',
        outputBytes: 0,
        durationMs: null,
      },
    ],
    [
      { type: 'file_change', changes: [{ path: '/a', kind: 'add' }], status: 'failed' },
      { type: 'file_change', status: 'failed', changes: [{ path: '/a', kind: 'add' }] },
    ],
    [
      {
        type: 'mcp_tool_call',
        server: 's',
        tool: 't',
        arguments: { a: 1 },
        result: null,
        error: null,
        status: 'in_progress',
      },
      {
        type: 'mcp_call',
        server: 's',
        tool: 't',
        status: 'in_progress',
        arguments: '{"a":1}',
        result: 'null',
        error: null,
      },
    ],
    [
      { type: 'mcp_tool_call', server: 's', tool: 't', error: { message: 'no' }, status: 'failed' },
      {
        type: 'mcp_call',
        server: 's',
        tool: 't',
        status: 'failed',
        arguments: 'null',
        result: 'null',
        error: 'no',
      },
    ],
    [
      {
        type: 'collab_tool_call',
        tool: 'spawn_agent',
        sender_thread_id: 'a',
        receiver_thread_ids: ['b'],
        prompt: null,
        agents_states: {},
        status: 'completed',
      },
      { type: 'agent_call', tool: 'spawn_agent', status: 'completed', prompt: '' },
    ],
    [
      { type: 'web_search', query: 'q', action: { type: 'search', query: 'q' } },
      { type: 'web_search', query: 'q' },
    ],
    [
      { type: 'todo_list', items: [{ text: 'a', completed: true }] },
      { type: 'plan', steps: [{ text: 'a', done: true }] },
    ],
    [
      { type: 'error', message: 'careful' },
      { type: 'warning', message: 'careful' },
    ],
  ])('%j', (fields, body) => {
    for (const type of ['item.started', 'item.updated', 'item.completed']) {
      expect(codexLineToEvent(JSON.stringify(item(fields, type)), 7)).toEqual({
        at: 7,
        source: 'codex',
        key: 'item_3',
        body,
      });
    }
  });

  it('with a key twice take the last one, as a web search has it', () => {
    const line =
      '{"type":"item.completed","item":{"id":"item_1","type":"web_search","id":"ws_1","query":"q"}}';
    expect(codexLineToEvent(line, 7)).toMatchObject({ key: 'ws_1', body: { type: 'web_search' } });
  });

  it('with a huge output keep its head, its tail and its size', () => {
    const output = `begin${'x'.repeat(1_000_000)}end`;
    const body = bodyOf(
      item({ type: 'command_execution', command: 'c', aggregated_output: output, status: 'completed' }),
    );
    expect(body).toMatchObject({ outputBytes: output.length });
    const shown = body?.type === 'command' ? body.output : '';
    expect(shown.length).toBeLessThan(70_000);
    expect(shown).toMatch(/^begin[\s\S]*characters left out[\s\S]*end$/);
  });

  it('nested deeper than JSON can be written are shown without what is in them', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const line = `{"type":"item.completed","item":{"id":"i","type":"mcp_tool_call","server":"s","tool":"t","status":"completed","arguments":${deep}}}`;
    expect(bodyOf(line)).toMatchObject({
      type: 'mcp_call',
      arguments: expect.stringContaining('too deeply'),
    });
  });
});

describe('what we do not know', () => {
  it.each<[unknown, string]>([
    [{ type: 'thread.renamed', name: 'x' }, 'thread.renamed'],
    [item({ type: 'plan', text: 'x' }), 'item.completed:plan'],
    [
      item({ type: 'command_execution', command: 'c', status: 'of_a_later_release' }),
      'item.completed:command_execution',
    ],
    [item({ type: 'agent_message' }), 'item.completed:agent_message'],
    [{ item: 3 }, 'unknown'],
    [[], 'unknown'],
    ['3', 'unknown'],
    ['null', 'unknown'],
    ['{"type":"turn.sta', 'not_json'],
    ['Downloading model: x', 'not_json'],
  ])('is kept as it came: %j', (line, kind) => {
    const raw = typeof line === 'string' ? line : JSON.stringify(line);
    expect(bodyOf(line)).toEqual({ type: 'other', kind, raw });
  });

  it('is nothing for a blank line', () => {
    for (const line of ['', '  ', '\t\r']) expect(codexLineToEvent(line, 7)).toBeNull();
  });

  it('never throws, and is always a body that the store takes', () => {
    const types = fc.constantFrom(
      ...[
        'thread.started',
        'turn.completed',
        'turn.failed',
        'error',
        'item.started',
        'item.completed',
        'other',
      ],
    );
    const itemTypes = fc.constantFrom(
      ...[
        'agent_message',
        'reasoning',
        'command_execution',
        'file_change',
        'mcp_tool_call',
        'collab_tool_call',
      ],
      ...['web_search', 'todo_list', 'error', 'unheard_of'],
    );
    const loose = fc.record(
      {
        type: fc.oneof(itemTypes, fc.jsonValue()),
        id: fc.oneof(fc.string(), fc.jsonValue()),
        text: fc.jsonValue(),
        message: fc.jsonValue(),
        command: fc.oneof(fc.string(), fc.jsonValue()),
        status: fc.oneof(fc.constantFrom('in_progress', 'completed', 'failed', 'declined'), fc.jsonValue()),
        exit_code: fc.oneof(fc.double(), fc.integer(), fc.constant(null)),
        aggregated_output: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        changes: fc.jsonValue(),
        items: fc.jsonValue(),
        arguments: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const lines = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record(
          {
            type: fc.oneof(types, fc.jsonValue()),
            thread_id: fc.jsonValue(),
            message: fc.jsonValue(),
            usage: fc.oneof(
              fc.record({ input_tokens: fc.double(), output_tokens: fc.jsonValue() }),
              fc.jsonValue(),
            ),
            item: fc.oneof(loose, fc.jsonValue()),
          },
          { requiredKeys: [] },
        )
        .map((line) => JSON.stringify(line)),
    );
    fc.assert(
      fc.property(lines, (line) => {
        const event = codexLineToEvent(line, 0);
        if (line.trim() === '') expect(event).toBeNull();
        else expect(EventBody.parse(event?.body)).toEqual(event?.body);
      }),
      { numRuns: 300 },
    );
  });
});
