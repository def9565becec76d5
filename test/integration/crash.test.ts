/** Brainswap killed without a chance to say goodbye, runs side by side, readers that go away. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { helloTask, localJson } from '../support/arguments.ts';
import { it } from '../support/it.ts';
import { threadOf } from '../support/lines.ts';
import { brainswapProgram } from '../support/repository.ts';
import { until } from '../support/until.ts';

describe('kill -9 of brainswap', () => {
  it('leaves a run that the next command shows as interrupted', async ({ place, runtime }) => {
    const brainswap = await place.startBrainswap(localJson(runtime, 'Do [rehearsal:long-run]'));
    await until('the sleeps', () => place.processes().some(({ command }) => /^sleep 30\d$/.test(command)));
    brainswap.kill('SIGKILL');
    await brainswap.ended;
    expect(place.run().status).toBe('running');

    const listed = await place.brainswap(['runs', 'list', '--json']);

    expect(JSON.parse(listed.stdout)).toMatchObject({
      status: 'interrupted',
      failure: { code: 'interrupted', message: expect.stringContaining(String(brainswap.pid)) },
    });
    expect(place.run().endedAt).not.toBeNull();
    // Nobody is left to end what the killed process had started.
    for (const { pid } of place.processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Its parent's end has ended it too.
      }
    }
  });
});

describe('runs at the same time', () => {
  it('share a fresh BRAINSWAP_HOME without mixing anything up', async ({ place, runtime }) => {
    const names = ['one', 'two', 'three', 'four'];
    for (const name of names) mkdirSync(join(place.workspace, name));

    const ended = await Promise.all(
      names.map((name) => place.brainswap(localJson(runtime, '-C', name, helloTask))),
    );

    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const runs = place.runs();
    expect(runs).toHaveLength(4);
    for (const [index, name] of names.entries()) {
      const folder = join(place.workspace, name);
      expect(readFileSync(join(folder, 'hello.txt'), 'utf8')).toBe('hi\n');
      const run = runs.find(({ cwd }) => cwd === folder);
      expect(run).toMatchObject({ status: 'succeeded', threadId: threadOf(ended[index]?.stdout ?? '') });
      const threads = place
        .events(run?.id ?? '')
        .flatMap(({ body }) => (body.type === 'thread_started' ? [body.threadId] : []));
      expect(new Set(threads)).toEqual(new Set([run?.threadId]));
      expect(run?.modelCalls).toBe(3);
    }
  });
});

describe('a reader that goes away', () => {
  it('ends the run: there is nobody left to work for', async ({ place, runtime }) => {
    const child = spawn(brainswapProgram, localJson(runtime, 'Do [rehearsal:long-run]'), {
      cwd: place.workspace,
      env: place.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [exitCode] = await once(child, 'close');

    // Codex ends by the SIGINT, or on a very busy machine by the SIGTERM that follows after a while.
    expect([1, 143]).toContain(exitCode);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(place.processes()).toEqual([]);
    expect(place.run().status).toBe('cancelled');
  });
});
