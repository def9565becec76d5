/** Local where it can be had, cloud where the caller left that open. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseExecArguments } from '../codex/index.ts';
import type { Decision } from '../routing/index.ts';
import { defaultSettings, type Run } from '../schema/index.ts';
import { chooseTarget } from './choose-target.ts';

let server: Server;
let url: string;
beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url !== '/v1/models') response.statusCode = 404;
    response.setHeader('content-type', 'application/json').end('{"data":[{"id":"one"}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

const local: Decision = {
  requested: 'auto',
  route: 'local',
  mode: 'lean',
  reason: 'the table says so',
  mayGoToCloud: true,
  escalate: false,
  rule: { route: 'local', escalate: true, verify: null },
};
const closed = 'http://127.0.0.1:9/v1';

function choose(
  tokens: string[],
  more: {
    decision?: Partial<Decision>;
    thread?: Partial<Run>;
    env?: NodeJS.ProcessEnv;
    cancel?: AbortSignal;
  } = {},
) {
  const said: string[] = [];
  const chosen = chooseTarget(
    { ...local, ...more.decision },
    { args: parseExecArguments([], [...tokens, 'hi']) },
    (more.thread as Run | undefined) ?? null,
    { settings: defaultSettings, env: { HOME: '/nowhere', ...more.env } },
    (words) => said.push(words),
    more.cancel ?? new AbortController().signal,
  );
  return { chosen, said };
}

describe('choosing a target', () => {
  it('asks nobody for a cloud decision', async () => {
    const { chosen, said } = choose(['--runtime', closed], { decision: { route: 'cloud', reason: 'why' } });
    expect(await chosen).toEqual({ target: null, reason: 'why' });
    expect(said).toEqual([]);
  });

  it('takes the runtime of the command line, else of the thread, else of the environment', async () => {
    const endpoint = (baseUrl: string) => ({
      runtime: { kind: 'endpoint', baseUrl, rehearsal: false, contextLength: null },
    });
    const env = { BRAINSWAP_RUNTIME_URL: closed };
    const decision = { mayGoToCloud: false };
    const found = [
      choose(['--runtime', url], { decision, env, thread: endpoint(closed) }),
      choose([], { decision, env, thread: endpoint(url) }),
      choose([], { decision, env: { BRAINSWAP_RUNTIME_URL: url } }),
    ];
    for (const { chosen } of found) expect((await chosen).target?.runtime.baseUrl).toBe(url);
  });

  it.each([
    [['-m', 'two'], 'two'],
    [['-c', 'model="two"'], 'two'],
    [['-c', "model='two'"], 'two'],
    [['-c', 'model=two'], 'two'],
    [[], 'one'],
  ])('runs on the model of %j', async (tokens, model) => {
    const { chosen } = choose([...tokens, '--runtime', url], { decision: { mayGoToCloud: false } });
    expect((await chosen).target?.model).toBe(model);
  });

  it("goes on with a thread's model when none is named", async () => {
    const { chosen } = choose(['--runtime', url], {
      decision: { mayGoToCloud: false },
      thread: { model: 'two' },
    });
    expect((await chosen).target?.model).toBe('two');
  });

  it('goes to cloud when local cannot be had and nobody named it, and says why', async () => {
    const { chosen, said } = choose(['--runtime', closed]);
    const { target, reason } = await chosen;
    expect(target).toBeNull();
    expect(reason).toMatch(/^the table says so, but local cannot be had: No server with models answers/);
    expect(said).toEqual([`on cloud: ${reason}`]);
  });

  it('leaves a model that only the cloud has to the cloud', async () => {
    const { chosen } = choose(['--runtime', url, '-m', 'gpt-5']);
    expect((await chosen).reason).toContain('has no model "gpt-5"');
  });

  it('fails in words when local was named', async () => {
    const { chosen, said } = choose(['--runtime', closed], { decision: { mayGoToCloud: false } });
    await expect(chosen).rejects.toMatchObject({ code: 'runtime_down' });
    expect(said).toEqual([]);
  });

  it('does not go to cloud because somebody cancelled the wait', async () => {
    const { chosen, said } = choose(['--runtime', closed], { cancel: AbortSignal.abort('SIGINT') });
    await expect(chosen).rejects.toMatchObject({ code: 'runtime_down' });
    expect(said).toEqual([]);
  });
});
