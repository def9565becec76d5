/** What happens where something is not there: Codex, the runtime, its model. Words on stderr, nothing on stdout. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { helloTask, localJson, modelCalls, useCloud, work } from '../support/arguments.ts';
import { it } from '../support/it.ts';
import { freePort } from '../support/ports.ts';

describe('without Codex', () => {
  it('says where it looked and how to install it, with exit code 127', async ({ place, runtime, skip }) => {
    // Places that are looked at besides PATH, and that a test cannot move.
    const fixed = ['/usr/local/bin/codex', '/opt/homebrew/bin/codex'].find((path) => existsSync(path));
    skip(fixed !== undefined, `${fixed} is installed on this machine, and it would be found`);
    place.env.PATH = `${place.bin}:/usr/bin:/bin`;

    const ended = await place.brainswap(localJson(runtime, helloTask));

    expect(ended).toMatchObject({ exitCode: 127, stdout: '' });
    expect(ended.stderr).toMatch(/^brainswap: The Codex CLI was not found on PATH/);
    expect(ended.stderr).toContain('npm install -g @openai/codex');
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(place.runs()).toEqual([]);
  });

  it('names the setting when that is wrong', async ({ place, runtime }) => {
    place.settings({ codex: { path: join(place.root, 'no/codex') } });

    const ended = await place.brainswap(localJson(runtime, helloTask));

    expect(ended).toMatchObject({ exitCode: 127, stdout: '' });
    expect(ended.stderr).toContain('The setting codex.path is');
  });
});

describe('without a runtime', () => {
  it('fails in words when local was asked for by name', async ({ place, cloud }) => {
    useCloud(place, cloud);
    const url = `http://127.0.0.1:${await freePort()}/v1`;

    const ended = await place.brainswap([
      'exec',
      '--json',
      '--route',
      'local',
      '--runtime',
      url,
      ...work,
      helloTask,
    ]);

    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ended.stderr).toContain(`No server with models answers at ${url}`);
    expect(await cloud.log()).toEqual([]);
    expect(readdirSync(place.workspace)).toEqual([]);
  });

  it('goes to cloud when the class left it open, and says why', async ({ place, cloud }) => {
    const url = `http://127.0.0.1:${await freePort()}/v1`;
    useCloud(place, cloud, { local: { runtimeUrl: url }, routes: { rename: { route: 'local' } } });

    const ended = await place.brainswap(['exec', '--json', '--task', 'rename', ...work, helloTask]);

    expect(ended.exitCode).toBe(0);
    expect(ended.stderr).toMatch(/^brainswap: .*cloud.*No server with models answers/m);
    expect((await modelCalls(cloud)).length).toBeGreaterThan(0);
    const run = place.run();
    expect(run).toMatchObject({
      route: 'cloud',
      requestedRoute: 'auto',
      taskClass: 'rename',
      status: 'succeeded',
    });
    expect(run.reason).toContain(`No server with models answers at ${url}`);
    const chosen = place.events(run.id).find(({ body }) => body.type === 'route_chosen');
    expect(chosen?.body).toMatchObject({ route: 'cloud', reason: run.reason });
  });

  it.for([
    ['the class says local', ['--task', 'rename', '--local-only']],
    ['the class says cloud', ['--task', 'review', '--local-only']],
    ['there is no class', ['--local-only']],
  ] as const)('never goes to cloud with --local-only: %s', async ([, args], { place, cloud }) => {
    const url = `http://127.0.0.1:${await freePort()}/v1`;
    const routes = { rename: { route: 'local' }, review: { route: 'cloud' } };
    useCloud(place, cloud, { local: { runtimeUrl: url }, routes });

    const ended = await place.brainswap(['exec', '--json', ...args, ...work, helloTask]);

    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ended.stderr).toContain('No server with models answers');
    expect(await cloud.log()).toEqual([]);
  });

  it('does not take a server beyond this machine for local with --local-only', async ({ place, cloud }) => {
    useCloud(place, cloud);

    const url = 'http://192.0.2.1:1234/v1';
    const ended = await place.brainswap([
      'exec',
      '--json',
      '--local-only',
      '--runtime',
      url,
      ...work,
      helloTask,
    ]);

    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ended.stderr).toContain('is not on this machine');
    expect(await cloud.log()).toEqual([]);
  });
});

describe('without the model', () => {
  it('goes to cloud when the class left it open', async ({ place, runtime, cloud }) => {
    useCloud(place, cloud, { local: { runtimeUrl: runtime.url }, routes: { rename: { route: 'local' } } });

    const ended = await place.brainswap([
      'exec',
      '--json',
      '--task',
      'rename',
      '-m',
      'gpt-5.2',
      ...work,
      helloTask,
    ]);

    expect(ended.exitCode).toBe(0);
    expect(place.run()).toMatchObject({ route: 'cloud', model: 'gpt-5.2' });
    expect(place.run().reason).toContain('gpt-5.2');
    expect(await modelCalls(runtime)).toEqual([]);
  });
});
