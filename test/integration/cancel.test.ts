/** Ending a run: every signal, and from another process. It ends as Codex ends, and nothing of its tree is left. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { localJson, modelCalls, useOwnCloud, work } from '../support/arguments.ts';
import { it } from '../support/it.ts';
import type { Place } from '../support/place.ts';
import { until } from '../support/until.ts';

const longTask = 'Do [rehearsal:long-run]';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const sleeps = (place: Place) => place.processes().filter(({ command }) => /^sleep 30\d$/.test(command));
/** The scenario's command has started all four of its children. */
const untilAtWork = (place: Place) => until('the four sleeps', () => sleeps(place).length === 4);

describe('a signal to brainswap', () => {
  it.for(signals)(
    '%s ends the whole tree, with the exit of Codex',
    async (signal, { place, runtime, cloud }) => {
      useOwnCloud(place, cloud);
      const codex = await place.startCodex(['exec', '--json', ...work, longTask]);
      await untilAtWork(place);
      codex.kill(signal);
      const direct = await codex.ended;
      await until('the end of all sleeps', () => sleeps(place).length === 0);

      const brainswap = await place.startBrainswap(localJson(runtime, longTask));
      await untilAtWork(place);
      brainswap.kill(signal);
      const ours = await brainswap.ended;

      expect(place.processes()).toEqual([]);
      expect([ours.exitCode, ours.signal]).toEqual([direct.exitCode, direct.signal]);
      expect(place.run()).toMatchObject({ status: 'cancelled', failure: null, route: 'local' });
      const stopped = place
        .events(place.run().id)
        .find(({ body, source }) => body.type === 'stopped' && source === 'brainswap');
      expect(stopped?.body).toMatchObject({ code: 'cancelled', message: expect.stringContaining(signal) });
    },
  );

  it.for(signals)('%s also ends children that no sandbox holds', async (signal, { place, runtime }) => {
    const args = ['exec', '--json', '--route', 'local', '--runtime', runtime.url, '--skip-git-repo-check'];
    const brainswap = await place.startBrainswap([
      ...args,
      '--dangerously-bypass-approvals-and-sandbox',
      longTask,
    ]);
    await untilAtWork(place);

    brainswap.kill(signal);
    await brainswap.ended;

    expect(place.processes()).toEqual([]);
    expect(place.run().status).toBe('cancelled');
  });

  it('ends a cloud run too', async ({ place, cloud }) => {
    useOwnCloud(place, cloud);
    const brainswap = await place.startBrainswap(['exec', '--json', ...work, longTask]);
    await untilAtWork(place);

    brainswap.kill('SIGTERM');
    const ended = await brainswap.ended;

    expect(place.processes()).toEqual([]);
    expect([ended.exitCode, ended.signal]).toEqual([null, 'SIGTERM']);
    expect(place.run()).toMatchObject({ status: 'cancelled', route: 'cloud' });
  });

  it('ends a verify command too, with all that it has started', async ({ place, runtime }) => {
    const verify = 'sleep 305 & (sleep 306 & wait) & sleep 307';
    const brainswap = await place.startBrainswap(
      localJson(runtime, '--verify', verify, 'Do [rehearsal:quick]'),
    );
    await until('the verify command', () => sleeps(place).length === 3);

    brainswap.kill('SIGTERM');
    const ended = await brainswap.ended;

    expect(place.processes()).toEqual([]);
    expect([ended.exitCode, ended.signal]).toEqual([null, 'SIGTERM']);
    expect(place.run().status).toBe('cancelled');
  });

  it('is heeded while the runtime is silent', async ({ place, runtime }) => {
    const brainswap = await place.startBrainswap(localJson(runtime, 'Do [rehearsal:silent-headers]'));
    await until('the model call', async () => (await modelCalls(runtime)).length === 1);

    brainswap.kill('SIGINT');
    const ended = await brainswap.ended;

    expect([ended.exitCode, ended.signal]).toEqual([1, null]);
    expect(place.processes()).toEqual([]);
    expect(place.run().status).toBe('cancelled');
  });

  it('is heeded while standard input is still open', async ({ place, runtime }) => {
    const args = ['exec', '--route', 'local', '--runtime', runtime.url, ...work];
    const codex = await place.startCodex(['exec', ...work], { stdin: { open: true } });
    await until('Codex to read', () => codex.stderr().includes('Reading'));
    codex.kill('SIGINT');
    const direct = await codex.ended;

    const brainswap = await place.startBrainswap(args, { stdin: { open: true } });
    // Signals are taken before the store is opened, and standard input is read after it.
    await until('the store', () => existsSync(join(place.brainswapHome, 'runs.db')));
    brainswap.kill('SIGINT');
    const ours = await brainswap.ended;

    expect([direct.exitCode, direct.signal, direct.stdout]).toEqual([
      ours.exitCode,
      ours.signal,
      ours.stdout,
    ]);
    expect(await modelCalls(runtime)).toEqual([]);
  });
});

describe('brainswap runs cancel', () => {
  it('ends a run of another process as Ctrl-C would', async ({ place, runtime }) => {
    const brainswap = await place.startBrainswap(localJson(runtime, longTask));
    await untilAtWork(place);
    const { id } = place.run();

    const cancelled = await place.brainswap(['runs', 'cancel', id, '--json']);
    const ended = await brainswap.ended;

    expect(JSON.parse(cancelled.stdout)).toMatchObject({ id, accepted: true });
    expect([ended.exitCode, ended.signal]).toEqual([1, null]);
    expect(place.processes()).toEqual([]);
    expect(place.run().status).toBe('cancelled');
    const again = await place.brainswap(['runs', 'cancel', id]);
    expect(again.exitCode).toBe(1);
    expect(again.stdout).toContain('already ended (cancelled)');
  });
});
