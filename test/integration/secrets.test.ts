/** Tokens and keys reach only whom they are for: no argv, no file of ours, no output, no command of the model. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Rehearsal, spawnRehearsal } from '../../src/rehearsal/index.ts';
import { cloudKey, modelCalls, useCloud, work } from '../support/arguments.ts';
import { it as base } from '../support/it.ts';
import type { Place } from '../support/place.ts';
import { commandLine } from '../support/processes.ts';
import { recordCodex } from '../support/shim.ts';
import { until } from '../support/until.ts';

const runtimeToken = 'runtime-token-5d1c9e';

/** A runtime that wants a token, with a brain that tells its environment to a file and then takes its time. */
const it = base.extend('guarded', async ({ place }, { onCleanup }): Promise<Rehearsal> => {
  const turns = [{ items: [{ run: { cmd: 'env > env.txt; sleep 300', yield_time_ms: 30_000 } }] }];
  const script = { scenarios: [{ name: 'tell-env', about: 'Writes its environment down.', turns }] };
  place.file('tell-env.yaml', JSON.stringify(script), place.root);
  const runtime = await spawnRehearsal('runtime', {
    token: runtimeToken,
    script: join(place.root, 'tell-env.yaml'),
  });
  onCleanup(() => runtime.stop());
  place.env.BRAINSWAP_RUNTIME_TOKEN = runtimeToken;
  return runtime;
});

/** Paths of files below a folder that hold one of the secrets. */
function filesWith(folder: string, secrets: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return secrets.some((secret) => bytes.includes(secret));
    });
}

async function leaksAfter(place: Place, secrets: string[], outputs: string[]): Promise<string[]> {
  const folders = [place.brainswapHome, place.codexHome, place.home, place.workspace];
  const inFiles = folders.flatMap((folder) => filesWith(folder, secrets));
  return [...inFiles, ...outputs.filter((output) => secrets.some((secret) => output.includes(secret)))];
}

describe('the tokens of a local run', () => {
  it("are in nobody's arguments, in no file, in no output, in no command of the model", async ({
    place,
    guarded,
  }) => {
    const shim = recordCodex(place);
    const args = [
      'exec',
      '--json',
      '--route',
      'local',
      '--runtime',
      guarded.url,
      ...work,
      'Do [rehearsal:tell-env]',
    ];
    const brainswap = await place.startBrainswap(args);
    const env = join(place.workspace, 'env.txt');
    await until('the environment', () => existsSync(env) && statSync(env).size > 0);
    const relayToken = shim.calls()[0]?.env.BRAINSWAP_RELAY_TOKEN ?? '';
    const secrets = [relayToken, runtimeToken];
    const processes = place.processes();
    const argv = processes.flatMap(({ pid }) => commandLine(pid)).join('\n');

    brainswap.kill('SIGINT');
    const ended = await brainswap.ended;

    expect(relayToken).toMatch(/^[\w-]{32}$/);
    expect(await modelCalls(guarded)).toHaveLength(1);
    expect(processes.length).toBeGreaterThan(3);
    expect(argv).toContain('exec');
    for (const secret of secrets) expect(argv).not.toContain(secret);
    expect(readFileSync(env, 'utf8')).toContain('PATH=');
    expect(await leaksAfter(place, secrets, [ended.stdout, ended.stderr])).toEqual([]);
  });

  it('are not seen by the commands of a stock run either', async ({ place, guarded }) => {
    await guarded.behave({ strict: false });
    const shim = recordCodex(place);
    const brainswap = await place.startBrainswap([
      ...['exec', '--json', '--oss', '--runtime', guarded.url, '-m', 'rehearsal-brain', ...work],
      'Do [rehearsal:tell-env]',
    ]);
    const env = join(place.workspace, 'env.txt');
    await until('the environment', () => existsSync(env) && statSync(env).size > 0);

    brainswap.kill('SIGINT');
    const ended = await brainswap.ended;

    const token = /\/t\/([\w-]+)\/v1$/.exec(shim.calls()[0]?.env.CODEX_OSS_BASE_URL ?? '')?.[1] ?? '';
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(await leaksAfter(place, [token, runtimeToken], [ended.stdout, ended.stderr])).toEqual([]);
  });

  it.for([
    ['http-401', 'An LM Studio API token is required.'],
    ['http-404', 'Unexpected endpoint or method.'],
  ] as const)(
    'do not show in an error of a stock run, whose address holds one: %s',
    async ([scenario, words], { place, runtime }) => {
      await runtime.behave({ strict: false });
      const shim = recordCodex(place);

      const ended = await place.brainswap([
        ...['exec', '--json', '--oss', '--runtime', runtime.url, '-m', 'rehearsal-brain', ...work],
        `Do [rehearsal:${scenario}]`,
      ]);

      const address = shim.calls()[0]?.env.CODEX_OSS_BASE_URL ?? '';
      const token = /\/t\/([\w-]+)\/v1$/.exec(address)?.[1] ?? '';
      expect(token).toMatch(/^[\w-]{32}$/);
      expect(ended.exitCode).toBe(1);
      expect(ended.stdout).toContain(words);
      expect(await leaksAfter(place, [token], [ended.stdout, ended.stderr])).toEqual([]);
    },
  );

  it('are told apart from a runtime that wants another one', async ({ place, guarded }) => {
    place.env.BRAINSWAP_RUNTIME_TOKEN = 'wrong-token-77';

    const ended = await place.brainswap([
      ...['exec', '--json', '--route', 'local', '--runtime', guarded.url, '-m', 'rehearsal-brain', ...work],
      'Do [rehearsal:quick]',
    ]);

    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toMatch(/^brainswap: /m);
    expect(await leaksAfter(place, ['wrong-token-77'], [ended.stdout, ended.stderr])).toEqual([]);
  });
});

describe("the cloud's key", () => {
  it('is in no arguments, no file, no output', async ({ place, cloud }) => {
    useCloud(place, cloud);
    const brainswap = await place.startBrainswap(['exec', '--json', ...work, 'Do [rehearsal:long-run]']);
    await until('the sleeps', () => place.processes().some(({ command }) => /^sleep 30\d$/.test(command)));
    const argv = place
      .processes()
      .flatMap(({ pid }) => commandLine(pid))
      .join('\n');

    brainswap.kill('SIGINT');
    const ended = await brainswap.ended;

    expect(await modelCalls(cloud)).toHaveLength(1);
    expect(argv).toContain('exec');
    expect(argv).not.toContain(cloudKey);
    expect(await leaksAfter(place, [cloudKey], [ended.stdout, ended.stderr])).toEqual([]);
  });
});
