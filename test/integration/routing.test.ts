/** Which route a run takes, and how a run is verified. */
import { describe, expect } from 'vitest';
import { modelCalls, useCloud, work } from '../support/arguments.ts';
import { it } from '../support/it.ts';

const quick = 'Say something [rehearsal:quick]';

describe('the route of a run', () => {
  it('follows the routing table, which brainswap route changes', async ({ place, runtime, cloud }) => {
    useCloud(place, cloud, { local: { runtimeUrl: runtime.url } });
    const set = await place.brainswap(['route', 'set', 'rename', 'local', '--escalate', 'no']);
    expect(set).toMatchObject({ exitCode: 0, stdout: 'rename now runs on local.\n' });
    const listed = await place.brainswap(['route', 'list', '--json']);
    expect(JSON.parse(listed.stdout)).toEqual({ rename: { route: 'local', escalate: false, verify: null } });

    await place.brainswap(['exec', '--json', '--task', 'rename', ...work, quick]);
    expect(place.runs().at(-1)).toMatchObject({
      route: 'local',
      requestedRoute: 'auto',
      taskClass: 'rename',
      reason: 'the routing table sends "rename" to local',
    });

    await place.brainswap(['route', 'set', 'rename', 'cloud']);
    await place.brainswap(['exec', '--json', '--task', 'rename', ...work, quick]);
    expect(place.runs().at(-1)).toMatchObject({
      route: 'cloud',
      reason: 'the routing table sends "rename" to cloud',
    });
    expect([(await modelCalls(runtime)).length, (await modelCalls(cloud)).length]).toEqual([1, 1]);
  });

  it.for([
    ['a class that the table has not', ['--task', 'unheard-of'], 'cloud', 'is not in the routing table'],
    ['no class', [], 'cloud', 'no task class was given'],
    ['--route auto and no class', ['--route', 'auto'], 'cloud', 'no task class was given'],
    ['--route local', ['--route', 'local'], 'local', '--route local'],
    ['--local-only', ['--local-only'], 'local', '--local-only'],
    ['--local-only with a class of the cloud', ['--task', 'review', '--local-only'], 'local', '--local-only'],
    [
      '--route cloud with a class of local',
      ['--task', 'rename', '--route', 'cloud'],
      'cloud',
      '--route cloud',
    ],
    [
      "a provider of one's own",
      ['--task', 'rename', '-c', 'model_provider="openai"', '-c', 'model_provider="brainswap_cloud"'],
      'cloud',
      'model_provider',
    ],
  ] as const)('is decided by %s', async ([, args, route, reason], { place, runtime, cloud }) => {
    const routes = { rename: { route: 'local' }, review: { route: 'cloud' } };
    useCloud(place, cloud, { local: { runtimeUrl: runtime.url }, routes });

    await place.brainswap(['exec', '--json', ...args, ...work, quick]);

    const run = place.run();
    expect(run.route).toBe(route);
    expect(run.reason).toContain(reason);
  });

  it('takes the runtime of the environment, and -m as its model', async ({ place, runtime }) => {
    place.env.BRAINSWAP_RUNTIME_URL = runtime.url;

    const ended = await place.brainswap([
      'exec',
      '--json',
      '--route',
      'local',
      '-m',
      'rehearsal-brain-mini',
      ...work,
      quick,
    ]);

    expect(ended.exitCode).toBe(0);
    const [request] = await modelCalls(runtime);
    expect(request?.body).toMatchObject({ model: 'rehearsal-brain-mini' });
    expect(place.run()).toMatchObject({ route: 'local', model: 'rehearsal-brain-mini' });
  });
});

describe('--verify', () => {
  const answer = 'Write answer.txt [rehearsal:verify-ok]';
  const local = (url: string) => ['exec', '--json', '--route', 'local', '--runtime', url, ...work];

  it('passes where the command ends with 0, in the workspace of the run', async ({ place, runtime }) => {
    place.file('inner/keep.txt', '');

    const ended = await place.brainswap([
      ...local(runtime.url),
      ...['-C', 'inner', '--verify', 'grep -qx 42 answer.txt && pwd && echo to stderr >&2', answer],
    ]);

    expect(ended.exitCode).toBe(0);
    const run = place.run();
    expect(run).toMatchObject({ status: 'succeeded', failure: null, verify: { exitCode: 0 } });
    expect(run.verify?.output).toBe(`${run.cwd}\nto stderr`);
    expect(ended.stdout).not.toContain('to stderr');
  });

  it('fails the run where it does not, and leaves stdout as Codex wrote it', async ({ place, runtime }) => {
    const ended = await place.brainswap([
      ...local(runtime.url),
      ...['--verify', 'grep -x 43 answer.txt || { echo not 43; exit 7; }', answer],
    ]);

    expect(ended.exitCode).toBe(1);
    expect(ended.stdout.trim().split('\n').at(-1)).toContain('"turn.completed"');
    expect(ended.stderr).toContain('brainswap: Verify failed: ');
    expect(place.run()).toMatchObject({
      status: 'failed',
      exitCode: 0,
      failure: { code: 'verify_failed' },
      verify: { exitCode: 7, output: 'not 43' },
    });
  });

  it('comes from the class when the caller gives none', async ({ place, runtime }) => {
    place.settings({
      local: { runtimeUrl: runtime.url },
      routes: { rename: { route: 'local', escalate: false, verify: 'test -f missing.txt' } },
    });

    const ended = await place.brainswap(['exec', '--json', '--task', 'rename', ...work, answer]);

    expect(ended.exitCode).toBe(1);
    expect(place.run().verify).toMatchObject({ command: 'test -f missing.txt', exitCode: 1 });
  });

  it('does not run when Codex itself has failed', async ({ place, runtime }) => {
    const ended = await place.brainswap([
      ...local(runtime.url),
      ...['--verify', 'touch verified.txt', 'Do [rehearsal:http-400-tools]'],
    ]);

    expect(ended.exitCode).toBe(1);
    expect(place.run().verify).toBeNull();
  });

  it('counts for a cloud run as well', async ({ place, cloud }) => {
    useCloud(place, cloud);

    const ended = await place.brainswap(['exec', '--json', ...work, '--verify', 'exit 3', answer]);

    expect(ended.exitCode).toBe(1);
    expect(place.run()).toMatchObject({ route: 'cloud', failure: { code: 'verify_failed' } });
  });
});
