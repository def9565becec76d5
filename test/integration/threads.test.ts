/** A thread goes on where it began: resume, fork, review. */
import { describe, expect } from 'vitest';
import type { Rehearsal } from '../../src/rehearsal/index.ts';
import { localJson, modelCalls, useOwnCloud, work } from '../support/arguments.ts';
import { git } from '../support/git.ts';
import { it } from '../support/it.ts';
import { jsonLines, threadOf, withoutIdsAndTimes } from '../support/lines.ts';
import type { Place } from '../support/place.ts';
import { freePort } from '../support/ports.ts';
import { readRequest, textsOf } from '../support/request.ts';

const first = 'First words [rehearsal:quick]';
const second = 'Second words [rehearsal:quick]';
const goOn = ['exec', '--json', ...work];

const beginLocal = async (place: Place, runtime: Rehearsal) =>
  threadOf((await place.brainswap(localJson(runtime, first))).stdout);
const beginOnCloud = async (place: Place) => threadOf((await place.brainswap([...goOn, first])).stdout);

/** Codex's running total of the thread. */
const totalOf = (stdout: string) => {
  const usage = jsonLines(stdout).find(({ type }) => type === 'turn.completed')?.usage;
  return (usage as { input_tokens: number }).input_tokens;
};

describe('a thread that began on local', () => {
  it.for([
    ['by its id', (thread: string) => ['resume', thread, second]],
    ['as the last one', () => ['resume', '--last', second]],
  ] as const)(
    'is resumed there, with no word about the runtime: %s',
    async ([, tokens], { place, runtime }) => {
      const thread = await beginLocal(place, runtime);
      await runtime.reset();

      const ended = await place.brainswap([...goOn, ...tokens(thread)]);

      expect(ended.exitCode).toBe(0);
      expect(threadOf(ended.stdout)).toBe(thread);
      const [before, run] = place.runs();
      expect(run).toMatchObject({
        route: 'local',
        mode: 'lean',
        threadId: thread,
        parentId: before?.id,
        parentKind: 'resume',
        model: 'rehearsal-brain',
        runtime: { baseUrl: runtime.url },
        prompt: second,
      });
      const [request] = await modelCalls(runtime);
      expect(textsOf(readRequest(request?.body), 'user').slice(1)).toEqual([first, second]);
      // Codex tells the total of the thread; the run's own share is less.
      expect(run?.usage.inputTokens).toBeLessThan(totalOf(ended.stdout));
      expect(run?.usage.inputTokens).toBe(totalOf(ended.stdout) - (before?.usage.inputTokens ?? 0));
    },
  );

  it('is forked there', async ({ place, runtime }) => {
    const thread = await beginLocal(place, runtime);

    const ended = await place.brainswap([...goOn, 'fork', thread, second]);

    expect(ended.exitCode).toBe(0);
    expect(threadOf(ended.stdout)).not.toBe(thread);
    const [before, run] = place.runs();
    expect(run).toMatchObject({ route: 'local', parentId: before?.id, parentKind: 'fork' });
    expect(run?.threadId).toBe(threadOf(ended.stdout));
  });

  it('does not wander to cloud when its runtime is gone', async ({ place, runtime, cloud }) => {
    useOwnCloud(place, cloud);
    const thread = await beginLocal(place, runtime);
    const gone = `http://127.0.0.1:${await freePort()}/v1`;

    const ended = await place.brainswap([...goOn, '--runtime', gone, 'resume', thread, second]);

    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ended.stderr).toContain(gone);
    expect(await cloud.log()).toEqual([]);
  });

  it('is not resumed on cloud, even when that is asked for', async ({ place, runtime, cloud }) => {
    useOwnCloud(place, cloud);
    const thread = await beginLocal(place, runtime);

    const ended = await place.brainswap([...goOn, '--route', 'cloud', 'resume', thread, second]);

    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toContain('began on local');
  });
});

describe('a thread that began on cloud', () => {
  it('is resumed and forked there, each with its own share of the tokens', async ({ place, cloud }) => {
    useOwnCloud(place, cloud);
    const thread = await beginOnCloud(place);

    const resumed = await place.brainswap([...goOn, 'resume', thread, second]);
    const forked = await place.brainswap([...goOn, 'fork', thread, second]);

    expect([resumed.exitCode, forked.exitCode]).toEqual([0, 0]);
    const [before, resume, fork] = place.runs();
    expect(resume).toMatchObject({
      route: 'cloud',
      threadId: thread,
      parentKind: 'resume',
      parentId: before?.id,
    });
    expect(fork).toMatchObject({ route: 'cloud', parentKind: 'fork' });
    expect(resume?.usage.inputTokens).toBe(totalOf(resumed.stdout) - (before?.usage.inputTokens ?? 0));
    expect(fork?.usage.inputTokens).toBeLessThan(totalOf(forked.stdout));
  });

  it('that Brainswap has never seen goes on as Codex has it', async ({ place, cloud }) => {
    useOwnCloud(place, cloud);
    const thread = threadOf((await place.codex([...goOn, first])).stdout);

    const ended = await place.brainswap([...goOn, 'resume', thread, second]);

    expect(ended.exitCode).toBe(0);
    expect(threadOf(ended.stdout)).toBe(thread);
    const run = place.run();
    expect(run).toMatchObject({ route: 'cloud', parentId: null });
    expect(run.usage.inputTokens).toBeLessThan(totalOf(ended.stdout));
  });

  it('that nobody knows fails in the words of Codex', async ({ place, cloud }) => {
    useOwnCloud(place, cloud);
    const args = [...goOn, 'resume', '00000000-0000-7000-8000-000000000000', second];

    const ended = await place.brainswap(args);
    const direct = await place.codex(args);

    expect(ended.exitCode).toBe(direct.exitCode);
    expect(ended.stdout).toBe(direct.stdout);
    expect(withoutIdsAndTimes(ended.stderr)).toBe(withoutIdsAndTimes(direct.stderr));
    expect(place.run().failure?.message).toContain('no rollout found');
  });
});

describe('a review', () => {
  it.for(['local', 'cloud'] as const)(
    'runs on %s, and its thread is resumed there',
    async (route, { place, runtime, cloud }) => {
      useOwnCloud(place, cloud);
      git(place, 'init', '-q');
      place.file('code.ts', 'export const one = 1;\n');
      const where = route === 'local' ? ['--route', 'local', '--runtime', runtime.url] : [];

      const ended = await place.brainswap(['exec', '--json', ...where, 'review', '--uncommitted']);
      const resumed = await place.brainswap(['exec', '--json', 'resume', threadOf(ended.stdout), second]);

      expect([ended.exitCode, resumed.exitCode]).toEqual([0, 0]);
      expect(place.runs().map((run) => run.route)).toEqual([route, route]);
      const [asked, other] = route === 'local' ? [runtime, cloud] : [cloud, runtime];
      const [request] = await modelCalls(asked);
      expect(JSON.stringify(request?.body)).toContain('Review the current code changes');
      expect(await modelCalls(other)).toEqual([]);
    },
  );
});
