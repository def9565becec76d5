/** Runs that a window starts, cancels and repeats, with a program in the place of Codex. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, say, threadStarted, type World } from './exec/testing.ts';
import { createRunDesk, type RunDesk } from './run-desk.ts';
import { testRun } from './runs/testing/test-run.ts';
import { defaultSettings, type StartRunInput } from './schema/index.ts';
import type { SettingsService } from './settings/index.ts';

let world: World;
let desk: RunDesk;
let input: StartRunInput;

/** A Codex that notes what it was given, then does `more`. */
const codex = (more = '') =>
  world.program(
    `import { writeFileSync, readFileSync } from 'node:fs';
     writeFileSync('${world.path('seen')}', JSON.stringify({ argv: process.argv.slice(2), stdin: readFileSync(0, 'utf8') }));
     ${say(threadStarted)} ${more}`,
  );
const seen = (): { argv: string[]; stdin: string } => JSON.parse(readFileSync(world.path('seen'), 'utf8'));

function openDesk(program: string, more: NodeJS.ProcessEnv = {}): void {
  const settings = { get: () => ({ ...defaultSettings, codex: { path: program } }) } as SettingsService;
  const { store, feed } = world;
  const { dataFolder, env } = world.services;
  desk = createRunDesk({ store, feed, settings, dataFolder, close: () => {} }, { ...env, ...more });
}

beforeEach(() => {
  world = createWorld();
  input = {
    prompt: 'do it',
    cwd: world.workspace,
    taskClass: 'rename',
    route: 'auto',
    sandbox: 'workspace-write',
    verify: null,
    localOnly: false,
  };
  openDesk(codex());
});
afterEach(async () => {
  await desk.dispose();
  world.close();
});

async function ended(id: string): Promise<ReturnType<World['store']['get']>> {
  while (desk.active() > 0) await pause(10);
  return world.store.get(id);
}

describe('starting a run', () => {
  it('gives its id when it is in the store, and its prompt to Codex out of sight of others', async () => {
    const prompt = '--not an option\nü';
    const id = await desk.start({ ...input, prompt }, 'dashboard');
    expect(world.store.get(id)).toMatchObject({
      prompt,
      origin: 'dashboard',
      taskClass: 'rename',
      parentId: null,
    });
    expect((await ended(id))?.status).toBe('succeeded');
    expect(seen().stdin).toBe(prompt);
    expect(seen().argv).toEqual([
      'exec',
      ...['--json', '--skip-git-repo-check', '-s', 'workspace-write', '-C', world.workspace, '-'],
    ]);
  });

  it('verifies with what was given, also when that looks like an option, and with nothing when it is blank', async () => {
    const failed = await ended(await desk.start({ ...input, verify: '--no-such-command' }, 'app'));
    expect(failed).toMatchObject({ status: 'failed', verify: { command: '--no-such-command' } });
    expect(await ended(await desk.start({ ...input, verify: '  ' }, 'app'))).toMatchObject({ verify: null });
  });

  it.each([
    ['relative/folder', 'must be an absolute path'],
    ['/nowhere/at/all', 'There is no folder /nowhere/at/all. Create it, or choose another.'],
    [process.execPath, 'There is no folder'],
  ])('in %s is refused in words', async (cwd, words) => {
    await expect(desk.start({ ...input, cwd }, 'dashboard')).rejects.toThrow(words);
    expect(desk.active()).toBe(0);
  });

  it('is refused when options contradict each other, or Codex is missing', async () => {
    await expect(desk.start({ ...input, localOnly: true, route: 'cloud' }, 'app')).rejects.toThrow(
      'contradict',
    );
    openDesk('/nowhere/codex');
    await expect(desk.start(input, 'app')).rejects.toThrow('codex.path');
    expect(world.store.list({}, null, 10)).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends a run of this process, and says so', async () => {
    openDesk(codex('setInterval(() => {}, 1000)'));
    const id = await desk.start(input, 'dashboard');
    while (!existsSync(world.path('seen'))) await pause(10);
    expect(desk.cancel(id)).toEqual({
      accepted: true,
      message: 'Stopping. What Codex has done so far stays in the folder.',
    });
    expect((await ended(id))?.status).toBe('cancelled');
    expect(desk.cancel(id)).toEqual({ accepted: false, message: `Run ${id} has already ended (cancelled).` });
  });

  it('of a run that nobody knows is an error', () => {
    expect(() => desk.cancel('none')).toThrow('There is no run none.');
  });

  it('is what closing the desk does to all of its runs', async () => {
    openDesk(codex('setInterval(() => {}, 1000)'));
    const ids = [await desk.start(input, 'app'), await desk.start(input, 'app')];
    expect(desk.active()).toBe(2);
    await desk.dispose();
    expect(ids.map((id) => world.store.get(id)?.status)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('repeating', () => {
  it('runs the same prompt in the same folder on the route asked for, and knows its parent', async () => {
    const first = await desk.start({ ...input, verify: 'true' }, 'dashboard');
    await ended(first);
    const second = await desk.repeat(first, 'cloud', 'app');
    expect(await ended(second)).toMatchObject({
      prompt: 'do it',
      cwd: world.workspace,
      taskClass: 'rename',
      sandbox: 'workspace-write',
      requestedRoute: 'cloud',
      origin: 'app',
      parentId: first,
      parentKind: 'repeat',
      verify: { command: 'true' },
    });
  });

  it.each([
    ['workspace-write', 'workspace-write'],
    ['read-only', 'read-only'],
    [null, 'read-only'],
    ['danger-full-access', 'read-only'],
  ])('never widens a sandbox: %s is repeated as %s', async (sandbox, repeated) => {
    const run = testRun({ status: 'succeeded', endedAt: 2, sandbox, cwd: world.workspace, taskClass: null });
    world.store.insert(run);
    const id = await desk.repeat(run.id, 'cloud', 'app');
    expect((await ended(id))?.sandbox).toBe(repeated);
  });

  it('keeps a run on this machine that had to stay here', async () => {
    openDesk(codex(), { BRAINSWAP_RUNTIME_URL: 'http://192.0.2.1:9/v1' });
    const run = testRun({
      status: 'succeeded',
      endedAt: 2,
      reason: '--local-only',
      cwd: world.workspace,
      taskClass: null,
    });
    world.store.insert(run);
    await expect(desk.repeat(run.id, 'local', 'app')).rejects.toThrow(
      /--local-only: the runtime .* is not on this machine/,
    );
  });

  it.each([
    ['', 'is not known'],
    ['x'.repeat(64 * 1024), 'would run half a prompt'],
  ])('is refused when the prompt is not all there', async (prompt, words) => {
    const run = testRun({ status: 'succeeded', endedAt: 2, prompt, cwd: world.workspace });
    world.store.insert(run);
    await expect(desk.repeat(run.id, 'cloud', 'app')).rejects.toThrow(words);
  });
});
