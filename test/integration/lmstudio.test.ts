/** LM Studio is brought up through `lms`, here its stand-in, and nothing is ever downloaded. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { changeLmsState, readLmsCalls, readLmsState } from '../../src/rehearsal/index.ts';
import { helloTask, modelCalls, useCloud, work } from '../support/arguments.ts';
import { it as base } from '../support/it.ts';
import { threadOf } from '../support/lines.ts';
import type { Place } from '../support/place.ts';
import { freePort, isTaken } from '../support/ports.ts';
import { brainswapProgram } from '../support/repository.ts';
import { modelContextWindow, rolloutLines } from '../support/rollout.ts';
import { until } from '../support/until.ts';

interface LmStudio {
  /** The commands that were called, without the questions that wake nothing. */
  commands(): string[];
  change(state: Parameters<typeof changeLmsState>[1]): void;
}

async function installLmStudio(place: Place): Promise<LmStudio & { stop(): Promise<void> }> {
  const state = join(place.root, 'lms-state');
  const script = `#!/bin/sh\nBRAINSWAP_REHEARSAL_LMS_STATE='${state}' exec '${brainswapProgram}' rehearsal lms "$@"\n`;
  writeFileSync(join(place.bin, 'lms'), script, { mode: 0o755 });
  changeLmsState(state, { lastPort: await freePort(), loadMs: 0 });
  return {
    commands: () =>
      readLmsCalls(state)
        .map(({ args }) => args.join(' '))
        .filter((call) => call !== 'server status --json'),
    change: (change) => changeLmsState(state, change),
    stop: async () => {
      const { server } = readLmsState(state);
      if (!server) return;
      process.kill(server.pid, 'SIGTERM');
      await until('the end of the server', async () => !(await isTaken(server.port)));
    },
  };
}

const it = base.extend('lmStudio', async ({ place, skip }, { onCleanup }): Promise<LmStudio> => {
  skip(await isTaken(1234), 'something listens on port 1234, perhaps a real LM Studio, and it would be used');
  const lmStudio = await installLmStudio(place);
  onCleanup(() => lmStudio.stop());
  return lmStudio;
});

const local = ['exec', '--json', '--route', 'local', ...work];

describe('LM Studio on the local route', () => {
  it('is started and its model loaded with the context of the settings', async ({ place, lmStudio }) => {
    place.settings({ local: { model: 'rehearsal-brain', contextLength: 16_384 } });

    const ended = await place.brainswap([...local, helloTask]);

    expect(ended.exitCode).toBe(0);
    expect(lmStudio.commands()).toEqual([
      'server start',
      'load rehearsal-brain -y --gpu max --context-length 16384',
    ]);
    expect(ended.stderr).toContain('brainswap: starting the server of LM Studio');
    expect(ended.stderr).toContain('brainswap: loading rehearsal-brain with a context of 16384');
    expect(place.run()).toMatchObject({
      route: 'local',
      model: 'rehearsal-brain',
      runtime: { kind: 'lmstudio', contextLength: 16_384 },
    });
    const lines = rolloutLines(join(place.brainswapHome, 'codex-home'), threadOf(ended.stdout));
    expect(modelContextWindow(lines)).toBe(Math.floor(16_384 * 0.95));
  });

  it('is left alone when the model is loaded already', async ({ place, lmStudio }) => {
    place.settings({ local: { model: 'rehearsal-brain' } });
    await place.brainswap([...local, 'Do [rehearsal:quick]']);
    const before = lmStudio.commands().length;

    const ended = await place.brainswap([...local, 'Do [rehearsal:quick]']);

    expect(ended.exitCode).toBe(0);
    expect(ended.stderr).not.toContain('brainswap:');
    expect(lmStudio.commands()).toHaveLength(before);
  });

  it('says so when the model cannot be loaded', async ({ place, lmStudio }) => {
    place.settings({ local: { model: 'rehearsal-brain' } });
    lmStudio.change({ loadFailure: 'Insufficient memory.' });

    const ended = await place.brainswap([...local, helloTask]);

    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ended.stderr).toContain('lms load rehearsal-brain failed: ');
    expect(ended.stderr).toContain('Insufficient memory.');
  });

  it('goes to cloud for a class when it cannot be started', async ({ place, lmStudio, cloud }) => {
    useCloud(place, cloud, { local: { model: 'rehearsal-brain' }, routes: { rename: { route: 'local' } } });
    lmStudio.change({ loadFailure: 'Insufficient memory.' });

    const ended = await place.brainswap(['exec', '--json', '--task', 'rename', ...work, helloTask]);

    expect(ended.exitCode).toBe(0);
    expect((await modelCalls(cloud)).length).toBeGreaterThan(0);
    expect(place.run().reason).toContain('Insufficient memory.');
  });

  it.for([
    ['lean', ['--route', 'local']],
    ['stock', ['--oss', '--local-provider', 'lmstudio']],
  ] as const)('is never told to download a model it has not: %s', async ([, route], { place, lmStudio }) => {
    const ended = await place.brainswap([
      'exec',
      '--json',
      ...route,
      ...work,
      '-m',
      'no/such-model',
      helloTask,
    ]);

    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).not.toContain('Downloading');
    expect(lmStudio.commands().filter((call) => call.startsWith('get'))).toEqual([]);
  });

  it.for([
    ['another one', ['-m', 'gpt-oss-20b']],
    ['none', []],
  ] as const)(
    'never downloads behind --oss, where a model is loaded and the caller names %s',
    async ([, model], { place, lmStudio }) => {
      place.settings({ local: { model: 'rehearsal-brain' } });
      await place.brainswap([...local, 'Do [rehearsal:quick]']);

      await place.brainswap(['exec', '--json', '--oss', ...work, ...model, helloTask]);

      expect(lmStudio.commands().filter((call) => call.startsWith('get'))).toEqual([]);
    },
  );
});
