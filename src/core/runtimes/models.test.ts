/** What servers say of their models, and the state that is made of it. */
import { describe, expect, it } from 'vitest';
import type { Get } from '../http/index.ts';
import { KeyWanted, readModels, type ServedModels } from './models.ts';
import { isLoopback } from './runtime.ts';
import { type ServerQuestion, serverState, stateOf } from './state-of.ts';

interface Canned {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A `get` that answers by path, and 404 for what is not listed. */
function serving(paths: Record<string, Canned>): { get: Get; asked: [string, RequestInit['headers']][] } {
  const asked: [string, RequestInit['headers']][] = [];
  const get = (async (input: Parameters<Get>[0], init?: RequestInit) => {
    asked.push([String(input), init?.headers]);
    const {
      status = 200,
      body,
      headers = {},
    } = paths[new URL(String(input)).pathname] ?? { status: 404, body: 'no' };
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
  }) as Get;
  return { get, asked };
}
const base = 'http://127.0.0.1:1234/v1';
const openAi = (...models: object[]): Canned => ({ body: { object: 'list', data: models } });

describe('reading models', () => {
  it('takes the names of any OpenAI-compatible server, and the window where it tells', async () => {
    const { get } = serving({
      '/v1/models': openAi({ id: 'a', max_model_len: 9_000 }, { id: 'b', owned_by: null }),
    });
    expect(await readModels(base, null, get)).toEqual({
      models: [
        { id: 'a', loaded: null, contextLength: 9_000 },
        { id: 'b', loaded: null, contextLength: null },
      ],
      rehearsal: false,
    });
  });

  it('takes from LM Studio what is loaded, and leaves embeddings out', async () => {
    const { get } = serving({
      '/v1/models': openAi({ id: 'a' }, { id: 'b' }, { id: 'e' }),
      '/api/v0/models': openAi(
        { id: 'a', type: 'llm', state: 'loaded', loaded_context_length: 8_192, max_context_length: 32_768 },
        { id: 'b', type: 'vlm', state: 'not-loaded', loaded_context_length: null },
        { id: 'e', type: 'embeddings', state: 'loaded' },
      ),
    });
    expect((await readModels(base, null, get)).models).toEqual([
      { id: 'a', loaded: true, contextLength: 8_192 },
      { id: 'b', loaded: false, contextLength: null },
    ]);
  });

  it('does not take the list of a server that answers the same everywhere for what is loaded', async () => {
    const same = openAi({ id: 'a' });
    const { get } = serving({ '/v1/models': same, '/api/v0/models': same });
    expect((await readModels(base, null, get)).models).toEqual([
      { id: 'a', loaded: null, contextLength: null },
    ]);
  });

  it('makes nothing of windows that are no numbers of tokens', async () => {
    const { get } = serving({
      '/v1/models': openAi({ id: 'a', max_model_len: 0 }, { id: 'b', max_model_len: 'big' }),
    });
    expect((await readModels(base, null, get)).models.map(({ contextLength }) => contextLength)).toEqual([
      null,
      null,
    ]);
  });

  it('knows a rehearsal by its header or its owner', async () => {
    const byHeader = serving({
      '/v1/models': { ...openAi({ id: 'a' }), headers: { 'x-brainswap-rehearsal': '1' } },
    });
    const byOwner = serving({ '/v1/models': openAi({ id: 'a', owned_by: 'brainswap-rehearsal' }) });
    for (const { get } of [byHeader, byOwner])
      expect((await readModels(base, null, get)).rehearsal).toBe(true);
  });

  it('sends the key to each question, and none where there is none', async () => {
    const { get, asked } = serving({ '/v1/models': openAi() });
    await readModels(`${base}/`, 'key', get);
    await readModels(base, null, get);
    expect(asked).toEqual([
      [`${base}/models`, { authorization: 'Bearer key' }],
      ['http://127.0.0.1:1234/api/v0/models', { authorization: 'Bearer key' }],
      [`${base}/models`, {}],
      ['http://127.0.0.1:1234/api/v0/models', {}],
    ]);
  });

  it.each([
    [{ status: 500, body: 'oops' }, 'answered 500'],
    [{ body: '<html>' }, 'did not answer with a list of models'],
    [{ body: { data: [{ name: 'no id' }] } }, 'did not answer with a list of models'],
    [{ body: { error: 'HTTP 200 all the same' } }, 'did not answer with a list of models'],
  ])('throws when the answer is no list: %j', async (canned, words) => {
    const { get } = serving({ '/v1/models': canned });
    await expect(readModels(base, null, get)).rejects.toThrow(words);
  });

  it('tells a key that is wanted from a server that is down', async () => {
    for (const status of [401, 403]) {
      const { get } = serving({ '/v1/models': { status, body: '' } });
      await expect(readModels(base, null, get)).rejects.toBeInstanceOf(KeyWanted);
    }
  });
});

describe('the state of a server', () => {
  const question: ServerQuestion = {
    kind: 'endpoint',
    baseUrl: base,
    token: null,
    model: null,
    whenDown: { message: 'It is down.', command: 'start it' },
    whenIdle: { message: 'It is idle.', command: 'load it' },
  };
  const served = (...models: [id: string, loaded: boolean | null][]): ServedModels => ({
    models: models.map(([id, loaded]) => ({ id, loaded, contextLength: loaded === false ? null : 9_000 })),
    rehearsal: false,
  });

  it.each<[ServedModels, string | null, object]>([
    [served(['a', null]), null, { state: 'ready', model: 'a', contextLength: 9_000 }],
    [served(['a', false], ['b', true]), null, { state: 'ready', model: 'b', models: ['a', 'b'] }],
    [served(['a', true], ['b', true]), null, { state: 'ready', model: 'a' }],
    [served(['a', true], ['b', true]), 'b', { state: 'ready', model: 'b' }],
    [served(['a', false]), null, { state: 'idle', message: 'It is idle.', command: 'load it' }],
    [served(['a', false]), 'a', { state: 'idle', message: 'It is idle.' }],
    [served(['a', null]), 'x', { state: 'idle', message: 'It is idle.' }],
    [served(), null, { state: 'idle', models: [] }],
    [
      served(['a', null], ['b', null]),
      null,
      {
        state: 'idle',
        command: null,
        message: '127.0.0.1:1234 has 2 models. Name one with -m or in the settings: a, b.',
      },
    ],
  ])('with %j and the wish %j is %j', (models, model, state) => {
    expect(stateOf({ ...question, model }, models)).toMatchObject(state);
  });

  it('is down, with what to do, when nothing answers or it is no such server', async () => {
    const refused = (async () => Promise.reject(new TypeError('fetch failed'))) as Get;
    expect(await serverState({ ...question, get: refused })).toEqual({
      state: 'down',
      kind: 'endpoint',
      baseUrl: base,
      message: 'It is down.',
      command: 'start it',
    });
    const { get } = serving({});
    expect(await serverState({ ...question, get })).toMatchObject({
      state: 'down',
      message: `It is down. (GET ${base}/models answered 404)`,
    });
  });

  it('says that a key is wanted and where to put it', async () => {
    const { get } = serving({ '/v1/models': { status: 401, body: '' } });
    expect(await serverState({ ...question, get })).toMatchObject({
      state: 'down',
      message: expect.stringContaining('BRAINSWAP_RUNTIME_TOKEN'),
      command: null,
    });
  });
});

describe('an address on this machine', () => {
  it.each([
    ['http://127.0.0.1:1234/v1', true],
    ['http://127.8.8.8/v1', true],
    ['http://localhost:1/v1', true],
    ['http://LOCALHOST/v1', true],
    ['http://[::1]:1/v1', true],
    ['http://127.1/v1', true],
    ['http://0.0.0.0:1/v1', false],
    ['http://192.168.0.2/v1', false],
    ['http://127.0.0.1.evil.example/v1', false],
    ['http://localhost.evil.example/v1', false],
    ['http://127.0.0.1@evil.example/v1', false],
    ['http://[::ffff:10.0.0.1]/v1', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });
});
