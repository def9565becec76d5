/** A task with a second attempt: which output counts, what the second one is told, and when there is none. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeRuntime, startFakeRuntime } from '../bridge/testing.ts';
import { parseExecArguments } from '../codex/index.ts';
import { defaultSettings, type RouteRule, type Run } from '../schema/index.ts';
import { type ExecRequest, runTask } from './chain.ts';
import { threadOf } from './first-plan.ts';
import { execInput } from './input.ts';
import { createWorld, keepOutput, say, threadStarted, turnCompleted, type World } from './testing.ts';

let world: World;
let runtime: FakeRuntime;
beforeEach(async () => {
  world = createWorld();
  runtime = await startFakeRuntime((response) => {
    response.setHeader('content-type', 'application/json').end('{"data":[{"id":"local-model"}]}');
  });
});
afterEach(async () => {
  await runtime.close();
  world.close();
});

/** A Codex that notes its arguments, changes the workspace, and ends as told on each route. */
function codex(local: string, cloud: string): string {
  return world.program(
    `import { appendFileSync, writeFileSync } from 'node:fs';
     const route = process.env.BRAINSWAP_RELAY_TOKEN ? 'local' : 'cloud';
     appendFileSync('${world.path('calls')}', JSON.stringify({ route, argv: process.argv.slice(2) }) + '\\n');
     ${say(threadStarted)}
     process.stdout.write('{"from":"' + route + '"}\\n');
     writeFileSync(route + '.txt', 'made by ' + route);
     if (route === 'local') { writeFileSync('kept.txt', 'spoilt'); ${local} } else { ${cloud} }`,
  );
}
const calls = (): { route: string; argv: string[] }[] =>
  existsSync(world.path('calls'))
    ? readFileSync(world.path('calls'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];

function task(
  program: string,
  tokens: string[],
  rule: Partial<RouteRule> = {},
  request: Partial<ExecRequest> = {},
) {
  writeFileSync(join(world.workspace, 'kept.txt'), 'as it was');
  world.settings(() => ({
    ...defaultSettings,
    codex: { path: program },
    routes: { rename: { route: 'local', escalate: true, verify: null, ...rule } },
  }));
  const args = parseExecArguments([], ['--json', '--runtime', runtime.baseUrl, ...tokens]);
  const sink = keepOutput();
  const result = runTask(
    {
      ...execInput(args, world.workspace, { kind: 'bytes', bytes: new Uint8Array() }),
      origin: 'cli',
      parent: null,
      ...request,
    },
    world.services,
    sink,
    new AbortController().signal,
  );
  return { result, sink };
}
const rename = ['--task', 'rename'];
const inWorkspace = () => readdirSync(world.workspace).sort();
const snapshots = () => {
  const folder = join(world.services.dataFolder, 'snapshots');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a local run that fails', () => {
  it('is put back and done again on cloud, of which alone stdout tells', async () => {
    const { result, sink } = task(codex('process.exit(1)', say(turnCompleted)), [...rename, 'hi']);
    const { outcome, attempts } = await result;
    expect(outcome).toBe('succeeded');
    expect(calls().map(({ route }) => route)).toEqual(['local', 'cloud']);
    expect(sink.out()).toBe(`${threadStarted}\n{"from":"cloud"}\n${turnCompleted}\n`);
    expect(sink.err()).toMatch(/brainswap: local did not do it .*2 paths put back\); now on cloud\./);
    expect(inWorkspace()).toEqual(['cloud.txt', 'kept.txt']);
    expect(readFileSync(join(world.workspace, 'kept.txt'), 'utf8')).toBe('as it was');
    expect(snapshots()).toEqual([]);
    const [first, second] = attempts.map((id) => world.store.get(id));
    expect(first).toMatchObject({ route: 'local', status: 'failed', attempt: 1 });
    expect(second).toMatchObject({
      route: 'cloud',
      attempt: 2,
      chainId: first?.id,
      parentId: first?.id,
      parentKind: 'escalation',
    });
  });

  it('does not take the name of its model to cloud', async () => {
    const tokens = [...rename, '-m', 'local-model', '-c', 'x=1', 'hi'];
    await task(codex('process.exit(1)', ''), tokens).result;
    expect(calls()[0]?.argv).toContain('local-model');
    expect(calls()[1]?.argv).toEqual(['exec', '--json', '-c', 'x=1', 'hi']);
  });

  it('shows both attempts with --all-attempts', async () => {
    const { result, sink } = task(codex('process.exit(1)', ''), [...rename, '--all-attempts', 'hi']);
    await result;
    expect(sink.out()).toContain('{"from":"local"}');
    expect(sink.out()).toContain('{"from":"cloud"}');
  });

  it('is done again when it does not verify', async () => {
    const { result } = task(codex('', ''), [...rename, '--verify', 'test -f cloud.txt', 'hi']);
    expect((await result).outcome).toBe('succeeded');
    expect(calls().map(({ route }) => route)).toEqual(['local', 'cloud']);
  });

  it.each([
    ['the class does not allow it', { escalate: false }, rename, 'process.exit(1)'],
    ['--local-only forbids it', {}, [...rename, '--local-only'], 'process.exit(1)'],
    ['Codex did not understand its arguments', {}, rename, 'process.exit(2)'],
  ])('stays the one that counts when %s', async (_, rule, tokens, end) => {
    const { result, sink } = task(codex(end, ''), [...tokens, 'hi'], rule);
    expect((await result).outcome).toBe('failed');
    expect(calls().map(({ route }) => route)).toEqual(['local']);
    expect(sink.out()).toContain('{"from":"local"}');
    expect(snapshots()).toEqual([]);
  });
});

describe('a local run that succeeds', () => {
  it('counts, with all of its output, and leaves no copy of the workspace', async () => {
    const ids: string[] = [];
    const { result, sink } = task(
      codex(say(turnCompleted), ''),
      [...rename, 'hi'],
      {},
      { onRun: (id) => ids.push(id) },
    );
    const { runId, attempts } = await result;
    expect(attempts).toEqual([runId]);
    expect(ids).toEqual([runId]);
    expect(sink.out()).toBe(`${threadStarted}\n{"from":"local"}\n${turnCompleted}\n`);
    expect(snapshots()).toEqual([]);
  });
});

describe('what is said before anything is started', () => {
  it.each([
    [['--local-only', '--route', 'cloud'], 'contradict each other'],
    [['--route', 'local', '-p', 'work'], '--profile work'],
  ])('%j is refused, with no run recorded', async (tokens, words) => {
    await expect(task(codex('', ''), [...tokens, 'hi']).result).rejects.toThrow(words);
    expect(world.store.list({}, null, 10)).toEqual([]);
    expect(runtime.seen).toEqual([]);
  });
});

describe('the thread that is gone on with', () => {
  const known = (threadId: string) => ({ threadId }) as Run;
  const store = {
    ...{
      byThread: (id: string) => known(id),
      latestThread: (cwd: string | null) => known(`latest in ${cwd}`),
    },
  } as Pick<World['store'], 'byThread' | 'latestThread'> as World['store'];
  const thread = (...tokens: string[]) =>
    threadOf(
      {
        ...execInput(parseExecArguments([], tokens), '/here', { kind: 'terminal' }),
        origin: 'cli',
        parent: null,
      },
      { store },
    )?.threadId;

  it('is the one that is named, or the latest one here with --last, or anywhere with --all', () => {
    expect(thread('resume', 'id')).toBe('id');
    expect(thread('fork', 'id')).toBe('id');
    expect(thread('resume', '--last')).toBe('latest in /here');
    expect(thread('resume', '--last', '--all', 'go on')).toBe('latest in null');
  });

  it('is none for a new run, nor for a resume that names none, which begins a new thread', () => {
    for (const tokens of [['hi'], ['review', '--uncommitted'], ['resume'], ['resume', '-m', 'x']]) {
      expect(thread(...tokens)).toBeUndefined();
    }
  });
});
