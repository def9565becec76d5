/** The stand-in cloud: takes what OpenAI takes, and wants a key. */
import { describe, expect, it } from 'vitest';
import { startCloud } from './cloud.ts';
import { ask, during, post, readEvents } from './testing.ts';

const key = { authorization: 'Bearer right' };
const start = () => during(startCloud({ apiKey: 'right' }));

describe('the cloud', () => {
  it('takes namespaces, hosted and custom tools, and several developer messages', async () => {
    const server = await start();
    const developer = { role: 'developer', content: 'x' };
    const tools = ['namespace', 'web_search', 'custom', 'function'].map((type) => ({ type, name: type }));
    const body = ask('', {
      model: 'gpt-5.2-codex',
      tools,
      input: [developer, developer, { role: 'user', content: 'Hi' }],
    });
    const answer = await post(server, '/v1/responses', body, key);
    expect(answer.status).toBe(200);
    expect(readEvents(answer.text).at(-1)?.type).toBe('response.completed');
  });

  it('refuses a missing and a wrong key, without repeating it', async () => {
    const server = await start();
    const body = ask('Hi', { model: 'gpt-5.2-codex' });
    expect(await post(server, '/v1/responses', body)).toMatchObject({ status: 401 });
    const wrong = await post(server, '/v1/responses', body, { authorization: 'Bearer sk-wrong' });
    expect(wrong.status).toBe(401);
    expect(wrong.text).not.toContain('sk-wrong');
    expect(JSON.parse(wrong.text)).toMatchObject({ error: { code: 'invalid_api_key' } });
  });

  it.each([
    ['a model that is not there', { model: 'rehearsal-brain' }, 404, 'model_not_found'],
    ['a tool type that nobody knows', { tools: [{ type: 'telepathy' }] }, 400, 'invalid_value'],
    ['a prompt that is too long', { input: 'x'.repeat(2_000_000) }, 400, 'context_length_exceeded'],
  ])('refuses %s', async (_, change, status, code) => {
    const server = await start();
    const answer = await post(server, '/v1/responses', ask('Hi', { model: 'gpt-5.2-codex', ...change }), key);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code } });
  });

  it('plays its own side of a scenario', async () => {
    const server = await start();
    const body = ask('Write the answer to answer.txt', { model: 'gpt-5.2-codex' });
    expect((await post(server, '/v1/responses', body, key)).text).toContain('42');
  });

  it('records every request', async () => {
    const server = await start();
    await post(server, '/v1/responses', ask('Hi', { model: 'gpt-5.2-codex' }), key);
    await post(server, '/v1/elsewhere', {}, key);
    expect(server.log.entries().map(({ path, status }) => [path, status])).toEqual([
      ['/v1/responses', 200],
      ['/v1/elsewhere', 404],
    ]);
  });
});
