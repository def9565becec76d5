/** The stand-in LM Studio: what it lists, what it refuses, how it answers and how it fails. */
import { describe, expect, it } from 'vitest';
import { startRuntime } from './runtime.ts';
import { ask, during, post, readEvents } from './testing.ts';

const get = async (url: string) => {
  const answer = await fetch(url);
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, never>,
  };
};

describe('the lists of models', () => {
  it('show a rehearsal in every answer and every model', async () => {
    const { origin } = await during(startRuntime());
    const { headers, body } = await get(`${origin}/v1/models`);
    expect(headers.get('x-brainswap-rehearsal')).toBe('1');
    expect(body.data).toMatchObject([
      { id: 'rehearsal-brain', object: 'model', owned_by: 'brainswap-rehearsal' },
      { id: 'rehearsal-brain-mini' },
      { id: 'text-embedding-rehearsal' },
    ]);
  });

  it('tell the loaded context in both shapes', async () => {
    const { origin } = await during(startRuntime({ contextLength: 16_384 }));
    const v0 = await get(`${origin}/api/v0/models`);
    expect(v0.body.data).toMatchObject([
      { state: 'loaded', loaded_context_length: 16_384, max_context_length: 262_144 },
      { state: 'not-loaded' },
      { type: 'embeddings' },
    ]);
    const v1 = await get(`${origin}/api/v1/models`);
    expect(v1.body.models).toMatchObject([
      { loaded_instances: [{ config: { context_length: 16_384 } }] },
      {},
      {},
    ]);
  });

  it('hold only loaded models without just-in-time loading', async () => {
    const { origin } = await during(startRuntime({ behaviour: { justInTime: false } }));
    expect((await get(`${origin}/v1/models`)).body.data).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const parameters = { type: 'object', properties: {} };
  const developer = { type: 'message', role: 'developer', content: 'Be brief.' };
  const user = { type: 'message', role: 'user', content: 'Hi' };
  const refused: [string, Record<string, unknown>, number, unknown][] = [
    [
      'of a namespace tool',
      {
        tools: [
          { type: 'function', name: 'a', parameters },
          { type: 'namespace', name: 'b' },
        ],
      },
      400,
      {
        error: {
          message: 'Invalid',
          type: 'invalid_request_error',
          param: 'tools.1.type',
          code: 'invalid_string',
        },
      },
    ],
    ['of a web_search tool', { tools: [{ type: 'web_search' }] }, 400, { error: { param: 'tools.0.type' } }],
    [
      'of a custom tool',
      { tools: [{ type: 'custom', name: 'a' }] },
      400,
      { error: { param: 'tools.0.type' } },
    ],
    [
      'of empty parameters',
      { tools: [{ type: 'function', name: 'a', parameters: {} }] },
      400,
      { error: { message: 'Invalid input', param: 'tools.0', code: 'custom' } },
    ],
    [
      'of strict: null',
      { tools: [{ type: 'function', name: 'a', parameters, strict: null }] },
      400,
      { error: { param: 'tools.0.strict', code: 'invalid_type' } },
    ],
    [
      'of text without a format',
      { text: { verbosity: 'low' } },
      400,
      { error: { message: 'Required', param: 'text.format', code: 'missing_required_parameter' } },
    ],
    [
      'of a second developer message',
      { input: [developer, user, developer] },
      500,
      { error: { message: expect.stringContaining('System message must be at the beginning') } },
    ],
    [
      'of instructions beside a developer message',
      { instructions: 'Be kind.', input: [developer, user] },
      500,
      { error: { message: expect.stringContaining('System message must be at the beginning') } },
    ],
    [
      'of a prompt that is longer than the loaded context',
      { input: 'x'.repeat(40_000) },
      400,
      { error: expect.stringMatching(/^The number of tokens to keep .* \(n_keep: 1000\d>= n_ctx: 4096\)/) },
    ],
    [
      'of a model that is not there',
      { model: 'gpt-5' },
      400,
      { error: { param: 'model', code: 'model_not_found' } },
    ],
    ['of a body without input', { input: undefined }, 400, { error: { param: 'input' } }],
  ];

  it.each(refused)('%s has the shape of LM Studio', async (_, change, status, body) => {
    const server = await during(startRuntime({ contextLength: 4096 }));
    const answer = await post(server, '/v1/responses', ask('Hi', change));
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject(body as object);
    expect(answer.headers.get('x-brainswap-rehearsal')).toBe('1');
  });

  it('does not meet what LM Studio takes', async () => {
    const server = await during(startRuntime());
    const tools = [{ type: 'function', name: 'a', parameters, strict: false }, { type: 'mcp' }];
    const format = { type: 'json_schema', schema: { type: 'object', properties: { a: { type: 'number' } } } };
    const body = { tools, text: { format }, input: [developer, user] };
    expect((await post(server, '/v1/responses', ask('Hi', body))).status).toBe(200);
  });

  it('of a missing or wrong token is 401, and the greeting needs none', async () => {
    const server = await during(startRuntime({ behaviour: { token: 'sk-lm-right' } }));
    const body = ask('Hi');
    expect((await post(server, '/v1/responses', body)).status).toBe(401);
    expect((await post(server, '/v1/responses', body, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await post(server, '/v1/responses', body, { authorization: 'Bearer sk-lm-right' })).status).toBe(
      200,
    );
    expect((await get(`${server.origin}/v1/models`)).body).toMatchObject({
      error: { code: 'invalid_api_key' },
    });
    expect((await get(`${server.origin}/lmstudio-greeting`)).body).toMatchObject({ lmstudio: true });
  });

  it('of an unknown path is 404, or 200 with an error as LM Studio does', async () => {
    const server = await during(startRuntime());
    const body = { error: 'Unexpected endpoint or method. (GET /v1/nope)' };
    expect(await get(`${server.origin}/v1/nope`)).toMatchObject({ status: 404, body });
    server.behaviour.unknownPathStatus = 200;
    expect(await get(`${server.origin}/v1/nope`)).toMatchObject({ status: 200, body });
  });

  it('can be turned off', async () => {
    const server = await during(startRuntime({ contextLength: 4096, behaviour: { strict: false } }));
    const body = ask('x'.repeat(40_000), { tools: [{ type: 'namespace' }] });
    expect((await post(server, '/v1/responses', body)).status).toBe(200);
  });
});

describe('an answer', () => {
  it('streams numbered events from created to completed, with usage', async () => {
    const server = await during(startRuntime());
    const { text, headers } = await post(
      server,
      '/v1/responses',
      ask('Create hello.txt containing: hi. Then stop.'),
    );
    const events = readEvents(text);
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    expect(events[0]?.type).toBe('response.created');
    expect(events.at(-1)).toMatchObject({
      type: 'response.completed',
      response: {
        status: 'completed',
        output: [{ type: 'reasoning' }, { name: 'update_plan' }, { name: 'exec_command' }],
        usage: { input_tokens: expect.any(Number), input_tokens_details: { cached_tokens: 0 } },
      },
    });
  });

  it('is one JSON response without stream', async () => {
    const server = await during(startRuntime());
    const { text } = await post(server, '/v1/responses', ask('[rehearsal:quick]', { stream: false }));
    expect(JSON.parse(text)).toMatchObject({
      object: 'response',
      output: [{ content: [{ text: 'Done.' }] }],
    });
  });

  it('to an empty input loads the model and says nothing', async () => {
    const server = await during(startRuntime({ contextLength: null }));
    const body = { model: 'rehearsal-brain', input: '', max_output_tokens: 1 };
    expect(JSON.parse((await post(server, '/v1/responses', body)).text)).toMatchObject({ output: [] });
    const { body: list } = await get(`${server.origin}/api/v0/models/rehearsal-brain`);
    expect(list).toMatchObject({ state: 'loaded', loaded_context_length: 4096 });
  });

  it('leaves out plans where the client offers no update_plan', async () => {
    const server = await during(startRuntime());
    const tools = [
      { type: 'function', name: 'exec_command', parameters: { type: 'object', properties: {} } },
    ];
    const body = ask('[rehearsal:hello]', { stream: false, tools });
    const { output } = JSON.parse((await post(server, '/v1/responses', body)).text) as { output: unknown[] };
    expect(output).toMatchObject([{ type: 'reasoning' }, { name: 'exec_command' }]);
  });

  it('is right for each of many conversations at once', async () => {
    const server = await during(startRuntime());
    const output = (text: string) => ({ type: 'function_call_output', call_id: 'c', output: text });
    const rounds = (count: number) =>
      Array.from({ length: count }, (_, i) => [
        { type: 'function_call', name: 'x', arguments: '{}' },
        output(`${i}`),
      ]).flat();
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const input = [{ role: 'user', content: '[rehearsal:endless]' }, ...rounds(index % 20)];
        const { text } = await post(
          server,
          '/v1/responses',
          ask('', { input, prompt_cache_key: `thread ${index}` }),
        );
        return /call (\d+)/.exec(text)?.[1];
      }),
    );
    expect(answers).toEqual(answers.map((_, index) => String((index % 20) + 1)));
  });

  it('counts tries by conversation, not over all', async () => {
    const server = await during(startRuntime());
    const one = { prompt_cache_key: 'one' };
    const two = { prompt_cache_key: 'two' };
    const statuses: number[] = [];
    for (const key of [one, two, one, two]) {
      statuses.push((await post(server, '/v1/responses', ask('[rehearsal:http-503-once]', key))).status);
    }
    expect(statuses).toEqual([503, 503, 200, 200]);
  });
});

describe('a fault', () => {
  const fetchText = async (origin: string, scenario: string, signal?: AbortSignal) => {
    const body = JSON.stringify(ask(`[rehearsal:${scenario}]`));
    const answer = await fetch(`${origin}/v1/responses`, {
      method: 'POST',
      body,
      ...(signal ? { signal } : {}),
    });
    return answer.text();
  };

  it('can reset the connection in mid-stream', async () => {
    const { origin } = await during(startRuntime());
    await expect(fetchText(origin, 'cut')).rejects.toThrow();
  });

  it('can end a stream without its last event', async () => {
    const { origin } = await during(startRuntime());
    const events = readEvents(await fetchText(origin, 'close'));
    expect(events.some(({ type }) => type === 'response.output_text.delta')).toBe(true);
    expect(events.some(({ type }) => type === 'response.completed')).toBe(false);
  });

  it('can be silence before the headers, until the client goes away', async () => {
    const server = await during(startRuntime());
    const client = new AbortController();
    const waiting = fetchText(server.origin, 'silent-headers', client.signal);
    while (server.log.entries()[0]?.scenario == null) await new Promise((resolve) => setTimeout(resolve, 5));
    client.abort();
    await expect(waiting).rejects.toThrow('abort');
    while (server.log.entries()[0]?.durationMs === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.log.entries()[0]).toMatchObject({ status: 0, aborted: true, scenario: 'silent-headers' });
  });

  it('can be one broken event among sound ones', async () => {
    const { origin } = await during(startRuntime());
    const text = await fetchText(origin, 'malformed-event');
    expect(text).toContain('data: {"type":"response.output_te\n');
    expect(readEvents(text).at(-1)?.type).toBe('response.completed');
  });

  it('can take the whole server away', async () => {
    const server = await during(startRuntime({ behaviour: { pauseFactor: 0 } }));
    const call = [
      { type: 'function_call', name: 'x', arguments: '{}' },
      { type: 'function_call_output', output: 'first' },
    ];
    const input = [{ role: 'user', content: '[rehearsal:dies]' }, ...call];
    await expect(post(server, '/v1/responses', ask('', { input }))).rejects.toThrow();
    await server.closed;
    await expect(fetch(server.origin)).rejects.toThrow();
  });

  it.each([
    ['incomplete', 'response.incomplete'],
    ['response-failed', 'response.failed'],
    ['sse-error', 'error'],
  ])('of the scenario %s ends with %s', async (scenario, last) => {
    const { origin } = await during(startRuntime());
    expect(readEvents(await fetchText(origin, scenario)).at(-1)?.type).toBe(last);
  });
});

describe('the behaviour', () => {
  it('can be changed while the server runs', async () => {
    const server = await during(startRuntime());
    const missing = { responsesStatus: 404, responsesBody: { error: 'no such endpoint' } };
    expect((await post(server, '/rehearsal/behaviour', missing)).status).toBe(200);
    expect(await post(server, '/v1/responses', ask('Hi'))).toMatchObject({
      status: 404,
      text: '{"error":"no such endpoint"}',
    });
    await post(server, '/rehearsal/behaviour', { refuse: true });
    await expect(fetch(`${server.origin}/v1/models`)).rejects.toThrow();
    expect(
      (await post(server, '/rehearsal/behaviour', { refuse: false, responsesStatus: null })).status,
    ).toBe(200);
    expect((await post(server, '/v1/responses', ask('Hi'))).status).toBe(200);
  });

  it('tells another loaded context', async () => {
    const server = await during(startRuntime());
    await post(server, '/rehearsal/behaviour', { contextLength: 8192 });
    expect((await get(`${server.origin}/api/v0/models`)).body.data).toMatchObject([
      { loaded_context_length: 8192 },
      {},
      {},
    ]);
  });

  it('is not changed by what it does not know, nor by a web page', async () => {
    const server = await during(startRuntime());
    expect((await post(server, '/rehearsal/behaviour', { refuze: true })).status).toBe(400);
    expect(
      (await post(server, '/rehearsal/behaviour', { refuse: true }, { origin: 'http://evil.test' })).status,
    ).toBe(403);
    expect(server.behaviour.refuse).toBe(false);
  });
});

describe('the request log', () => {
  it('holds what was asked and who answered, without any secret', async () => {
    const server = await during(startRuntime({ behaviour: { token: 'sk-lm-secret' } }));
    await post(server, '/v1/responses', ask('[rehearsal:quick]'), {
      authorization: 'Bearer sk-lm-secret',
      cookie: 'a=secret',
    });
    const { body } = await get(`${server.origin}/rehearsal/log`);
    expect(body.entries).toMatchObject([
      {
        method: 'POST',
        path: '/v1/responses',
        status: 200,
        authorized: true,
        scenario: 'quick',
        turn: 1,
        attempt: 1,
      },
    ]);
    expect(body.entries).toMatchObject([
      { body: { stream: true }, requestBytes: expect.any(Number), aborted: false },
    ]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('begins anew after a reset', async () => {
    const server = await during(startRuntime());
    await get(`${server.origin}/v1/models`);
    await post(server, '/rehearsal/reset', {});
    await get(`${server.origin}/v1/models`);
    expect(server.log.entries()).toMatchObject([{ number: 1, path: '/v1/models' }]);
  });
});
