/** One attempt from start to end, with a program in the place of Codex: what is recorded, and that nothing is left behind. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completed, startFakeRuntime, stream, textDelta } from '../bridge/testing.ts';
import type { LocalTarget } from '../routing/index.ts';
import { selectRuntime } from '../runtimes/index.ts';
import { runAttempt } from './attempt.ts';
import { createWorld, keepOutput, planOf, say, threadStarted, turnCompleted, type World } from './testing.ts';

let world: World;
const never = new AbortController().signal;

beforeEach(() => {
  world = createWorld();
});
afterEach(async () => {
  expect(world.subscriptions()).toBe(0);
  // What is still to come would meet a closed store, and be an unhandled error.
  world.close();
  await pause(100);
});

async function until(what: () => boolean): Promise<void> {
  while (!what()) await pause(10);
}
const eventsOf = (runId: string) => world.store.events(runId, 0, 500).map(({ body }) => body);

describe('an attempt that goes well', () => {
  it('is recorded with what Codex said, and passes its bytes on as they are', async () => {
    const odd = 'not json \u00ff\r\n';
    const program = world.program(
      `${say(threadStarted)}process.stdout.write(${JSON.stringify(odd)});${say(turnCompleted)}`,
    );
    const plan = planOf(world, program, ['--json', 'hi']);
    const sink = keepOutput();
    const result = await runAttempt(plan, world.services, sink, never);
    expect(result).toEqual({
      runId: plan.runId,
      exitCode: 0,
      signal: null,
      outcome: 'succeeded',
      failure: null,
    });
    expect(sink.out()).toBe(`${threadStarted}\n${odd}${turnCompleted}\n`);
    expect(world.store.get(plan.runId)).toMatchObject({
      status: 'succeeded',
      exitCode: 0,
      threadId: '0199a213-81c0-7800-8aa1-bbab2a035a53',
      usage: { inputTokens: 10, outputTokens: 2 },
      requestsOffMachine: null,
    });
    expect(eventsOf(plan.runId).map(({ type }) => type)).toEqual([
      'route_chosen',
      'thread_started',
      'other',
      'turn_completed',
    ]);
  });

  it('is still one when its record cannot be written', async () => {
    const program = world.program(say(threadStarted, turnCompleted));
    const plan = planOf(world, program, ['--json', 'hi'], { verify: 'true' });
    const store = {
      ...world.store,
      write: () => {
        throw new Error('disk full');
      },
    };
    const sink = keepOutput();
    const result = await runAttempt(plan, { ...world.services, store }, sink, never);
    expect(result.outcome).toBe('succeeded');
    expect(sink.err()).toContain('disk full');
  });
});

describe('an attempt that fails', () => {
  it('keeps the last words of stderr', async () => {
    const program = world.program(
      "process.stderr.write('Error: no login\\nStack backtrace:\\n  <unknown>\\n'); process.exit(1)",
    );
    const plan = planOf(world, program, ['--json', 'hi']);
    expect(await runAttempt(plan, world.services, keepOutput(), never)).toMatchObject({
      exitCode: 1,
      outcome: 'failed',
      failure: { code: 'codex_failed', message: 'Error: no login' },
    });
    expect(eventsOf(plan.runId)).toContainEqual(expect.objectContaining({ type: 'stderr' }));
  });

  it('by a signal from elsewhere says so', async () => {
    const plan = planOf(world, world.program("process.kill(process.pid, 'SIGKILL')"), ['hi']);
    expect(await runAttempt(plan, world.services, keepOutput(), never)).toMatchObject({
      signal: 'SIGKILL',
      failure: { code: 'codex_killed' },
    });
  });

  it('by its verification has failed though Codex has not', async () => {
    const plan = planOf(world, world.program(''), ['hi'], { verify: 'echo no; exit 3' });
    expect(await runAttempt(plan, world.services, keepOutput(), never)).toMatchObject({
      exitCode: 0,
      outcome: 'failed',
      failure: { code: 'verify_failed', message: expect.stringContaining('exit code 3') },
    });
    expect(world.store.get(plan.runId)?.verify).toMatchObject({ exitCode: 3, output: 'no' });
  });

  it('because there is no such program throws in words, and is recorded', async () => {
    const plan = planOf(world, '/nowhere/codex', ['hi']);
    await expect(runAttempt(plan, world.services, keepOutput(), never)).rejects.toMatchObject({
      code: 'codex_unusable',
    });
    expect(world.store.get(plan.runId)).toMatchObject({
      status: 'failed',
      failure: { code: 'codex_unusable', message: expect.stringContaining('ENOENT') },
    });
  });
});

describe('an attempt that is ended', () => {
  it('before it began never starts Codex', async () => {
    const program = world.program(
      `import { writeFileSync } from 'node:fs'; writeFileSync('${world.path('began')}', '')`,
    );
    const plan = planOf(world, program, ['hi'], { verify: `touch ${world.path('verified')}` });
    expect(await runAttempt(plan, world.services, keepOutput(), AbortSignal.abort('SIGTERM'))).toEqual({
      runId: plan.runId,
      exitCode: null,
      signal: null,
      outcome: 'cancelled',
      failure: null,
    });
    expect(existsSync(world.path('began')) || existsSync(world.path('verified'))).toBe(false);
    expect(world.store.get(plan.runId)?.status).toBe('cancelled');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s passes that signal on first', async (signal) => {
    const program = world.program(
      `process.on('${signal}', () => { process.stdout.write('${signal}'); process.exit(1) }); process.stdout.write('up '); setInterval(() => {}, 1000)`,
    );
    const plan = planOf(world, program, ['hi']);
    const controller = new AbortController();
    const sink = keepOutput();
    const ended = runAttempt(plan, world.services, sink, controller.signal);
    await until(() => sink.out() === 'up ');
    controller.abort(signal);
    expect(await ended).toMatchObject({ outcome: 'cancelled', failure: null });
    expect(sink.out()).toBe(`up ${signal}`);
  });

  it('from another process through the store is cancelled', async () => {
    const program = world.program("process.stdout.write('up'); setInterval(() => {}, 1000)");
    const plan = planOf(world, program, ['hi']);
    const sink = keepOutput();
    const ended = runAttempt(plan, world.services, sink, never);
    await until(() => sink.out() === 'up');
    world.store.requestCancel(plan.runId);
    world.feed.notify();
    expect((await ended).outcome).toBe('cancelled');
  });

  it('while it is verified stops the verification', async () => {
    const plan = planOf(world, world.program(''), ['hi'], {
      verify: `touch ${world.path('verifying')}; sleep 60`,
    });
    const ended = runAttempt(plan, world.services, keepOutput(), never);
    await until(() => existsSync(world.path('verifying')));
    expect(world.store.get(plan.runId)?.status).toBe('verifying');
    world.store.requestCancel(plan.runId);
    world.feed.notify();
    expect(await ended).toMatchObject({ outcome: 'cancelled', exitCode: 0 });
    expect(world.store.get(plan.runId)).toMatchObject({ status: 'cancelled', verify: { exitCode: null } });
  });

  it('by a limit says which, whatever Codex says', async () => {
    world.settings((settings) => ({ ...settings, watchdog: { ...settings.watchdog, maxRepeatedCalls: 3 } }));
    const line = (id: number) =>
      `{"type":"item.started","item":{"id":"item_${id}","type":"command_execution","command":"ls","aggregated_output":"","status":"in_progress"}}`;
    const program = world.program(`${say(line(1), line(2), line(3))}setInterval(() => {}, 1000)`);
    const plan = planOf(world, program, ['--json', 'hi']);
    expect(await runAttempt(plan, world.services, keepOutput(), never)).toMatchObject({
      outcome: 'failed',
      failure: { code: 'repeated_call' },
    });
    expect(eventsOf(plan.runId)).toContainEqual(
      expect.objectContaining({ type: 'stopped', code: 'repeated_call' }),
    );
  });
});

describe('an attempt on a local runtime', () => {
  it('goes through a relay that is gone afterwards, with no secret in its arguments', async () => {
    const runtime = await startFakeRuntime(
      stream(textDelta('a'), completed({ input_tokens: 700, output_tokens: 30 })),
    );
    const program = world.program(
      `import { writeFileSync } from 'node:fs';
       writeFileSync('${world.path('seen')}', JSON.stringify({ argv: process.argv, env: process.env }));
       await (await fetch(process.env.CODEX_OSS_BASE_URL + '/responses', { method: 'POST', body: '{"input":[]}' })).text();
       // Left hanging, as by a Codex that is ended in mid-request.
       void fetch(process.env.CODEX_OSS_BASE_URL + '/responses', { method: 'POST', body: '{}' }).catch(() => {});
       process.exit(0)`,
    );
    const target: LocalTarget = {
      runtime: selectRuntime(world.services.settings.local, {}, runtime.baseUrl),
      model: 'm',
      contextLength: 8_192,
      shown: { kind: 'endpoint', baseUrl: runtime.baseUrl, rehearsal: false, contextLength: null },
    };
    world.services.env = {
      ...world.services.env,
      BRAINSWAP_RUNTIME_TOKEN: 'sk-runtime',
      NO_PROXY: 'corp.example',
    };
    const plan = planOf(world, program, ['--json', 'hi'], { route: 'local', mode: 'stock', target });
    await runAttempt(plan, world.services, keepOutput(), never);
    expect(world.store.get(plan.runId)).toMatchObject({
      status: 'succeeded',
      model: 'm',
      requestsOffMachine: 0,
      usage: { inputTokens: 700, outputTokens: 30 },
      costUsd: 0,
    });
    const { argv, env } = JSON.parse(readFileSync(world.path('seen'), 'utf8'));
    const token = /\/t\/([\w-]+)\/v1$/.exec(env.CODEX_OSS_BASE_URL)?.[1] ?? '';
    expect(token).not.toBe('');
    expect(JSON.stringify(argv)).not.toContain(token);
    expect(JSON.stringify(env)).not.toContain('sk-runtime');
    expect(env.NO_PROXY).toBe('corp.example,127.0.0.1,localhost');
    expect(env.no_proxy).toBe(env.NO_PROXY);
    const cause = { code: 'ECONNREFUSED' };
    await expect(fetch(env.CODEX_OSS_BASE_URL)).rejects.toMatchObject({ cause });
    await runtime.close();
  });
});
