/** LM Studio through its `lms`, with a script in the place of `lms` and a server in the place of LM Studio. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLmStudio } from './index.ts';
import { lmStudioHome, lmsServerPort, locateLms, runLms } from './lms.ts';

let home: string;
let env: NodeJS.ProcessEnv;
let server: Server;
let models: { id: string; state: string; loaded_context_length?: number }[];
let port: number;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'brainswap-lms-'));
  env = { HOME: home, PATH: '/usr/bin:/bin' };
  models = [];
  server = createServer((_, response) => response.end(JSON.stringify({ data: models })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(home, { recursive: true });
});

/** An `lms` that notes its calls and runs `script`. */
function installLms(script: string, folder = '.lmstudio/bin'): string {
  mkdirSync(join(home, folder), { recursive: true });
  const path = join(home, folder, 'lms');
  writeFileSync(path, `#!/bin/sh\necho "$*" >> ${home}/calls\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
const calls = () =>
  existsSync(join(home, 'calls')) ? readFileSync(join(home, 'calls'), 'utf8').trim().split('\n') : [];
const studio = (model: string | null = null) =>
  createLmStudio({ env, token: null, model, contextLength: 32_768 });
const running = () =>
  `if [ "$1 $2" = "server status" ]; then echo '{"running":true,"port":${port}}'; exit; fi`;

describe("LM Studio's home", () => {
  it('is by its own rules: the pointer, the old folder, the new one', () => {
    expect(lmStudioHome(env)).toBe(join(home, '.lmstudio'));
    mkdirSync(join(home, '.cache/lm-studio'), { recursive: true });
    expect(lmStudioHome(env)).toBe(join(home, '.cache/lm-studio'));
    writeFileSync(join(home, '.lmstudio-home-pointer'), '/elsewhere\n');
    expect(lmStudioHome(env)).toBe('/elsewhere');
    writeFileSync(join(home, '.lmstudio-home-pointer'), 'not absolute');
    expect(lmStudioHome(env)).toBe(join(home, '.cache/lm-studio'));
  });
});

describe('finding lms', () => {
  it('looks on PATH first, then in that home, and takes only what can be run', () => {
    expect(locateLms(env)).toBeNull();
    const own = installLms('');
    expect(locateLms(env)).toBe(own);
    const onPath = installLms('', 'tools');
    mkdirSync(join(home, 'folder/lms'), { recursive: true });
    expect(locateLms({ ...env, PATH: `relative:${home}/folder:${home}/tools` })).toBe(onPath);
    chmodSync(onPath, 0o644);
    expect(locateLms({ ...env, PATH: `${home}/tools` })).toBe(own);
  });
});

describe('running lms', () => {
  it('keeps stdout, stderr and exit code apart', async () => {
    const lms = installLms('echo out; echo err >&2; exit 3');
    const options = { env, timeoutMs: 10_000 };
    expect(await runLms(lms, ['a b', '$HOME'], options)).toEqual({
      exitCode: 3,
      stdout: 'out',
      stderr: 'err',
      timedOut: false,
    });
    expect(calls()).toEqual(['a b $HOME']);
  });

  it('ends it when its time is over', async () => {
    const answer = await runLms(installLms('exec sleep 60'), [], { env, timeoutMs: 100 });
    expect(answer).toMatchObject({ exitCode: undefined, timedOut: true });
  });

  it.each([
    ['{"running":true,"port":4321}', 4321],
    ['{"running":false,"port":4321}', null],
    ['{"running":true}', null],
    ['not json', null],
    ['', null],
  ])('reads the port out of %j', async (text, expected) => {
    expect(await lmsServerPort(installLms(`printf '%s' '${text}'`), env)).toBe(expected);
  });
});

describe('the state of LM Studio', () => {
  it('is found on the port that lms tells, and asks it for nothing that would wake it', async () => {
    installLms(running());
    models = [{ id: 'a', state: 'loaded', loaded_context_length: 8_192 }];
    const runtime = studio();
    expect(await runtime.status()).toMatchObject({ state: 'ready', model: 'a', contextLength: 8_192 });
    expect(runtime.baseUrl).toBe(`http://127.0.0.1:${port}/v1`);
    expect(calls()).toEqual(['server status --json']);
  });

  it('says what to do when it is not installed, not running, or empty', async () => {
    expect(await studio().status()).toMatchObject({
      state: 'down',
      message: expect.stringContaining('not found'),
    });
    installLms('echo \'{"running":false}\'');
    expect(await studio().status()).toMatchObject({ state: 'down', command: 'lms server start' });
    installLms(running());
    models = [{ id: 'a', state: 'not-loaded' }];
    expect(await studio('a').status()).toMatchObject({
      state: 'idle',
      message: 'LM Studio has not loaded the model "a".',
      command: 'lms load a --gpu max --context-length 32768',
    });
  });
});

describe('bringing LM Studio up', () => {
  const steps: string[] = [];
  const bringUp = (wanted: string | null, signal?: AbortSignal) =>
    studio().bringUp(wanted, (step) => steps.push(step), signal);
  beforeEach(() => {
    steps.length = 0;
  });

  it('loads the only model when none is named, with the wanted context', async () => {
    installLms(running());
    models = [{ id: 'a', state: 'not-loaded' }];
    await bringUp(null);
    expect(calls()).toContain('load a -y --gpu max --context-length 32768');
    expect(steps).toEqual(['loading a with a context of 32768']);
  });

  it('starts the server where it is down', async () => {
    installLms(
      `if [ "$1 $2" = "server start" ]; then touch ${home}/up; exit; fi\nif [ -f ${home}/up ]; then ${running()}\nelse echo '{"running":false}'; fi`,
    );
    models = [{ id: 'a', state: 'loaded' }];
    expect(await bringUp(null)).toMatchObject({ state: 'ready', model: 'a' });
    expect(steps).toEqual(['starting the server of LM Studio']);
  });

  it('never loads what LM Studio does not have: lms would take something like it', async () => {
    installLms(running());
    models = [{ id: 'gpt-oss-20b', state: 'not-loaded' }];
    await expect(bringUp('gpt-5')).rejects.toMatchObject({
      code: 'model_missing',
      message: 'LM Studio has no model "gpt-5". It has: gpt-oss-20b.',
    });
    expect(calls().filter((call) => call.startsWith('load'))).toEqual([]);
  });

  it('asks for a choice where there are several, and for a download where there is none', async () => {
    installLms(running());
    await expect(bringUp(null)).rejects.toThrow('LM Studio has no model yet. Download one there first.');
    models = [
      { id: 'a', state: 'not-loaded' },
      { id: 'b', state: 'not-loaded' },
    ];
    await expect(bringUp(null)).rejects.toThrow('Name one with -m or in the settings: a, b.');
  });

  it('says what lms said when it failed', async () => {
    installLms(`${running()}\necho 'insufficient system resources.' >&2; exit 1`);
    models = [{ id: 'a', state: 'not-loaded' }];
    await expect(bringUp('a')).rejects.toMatchObject({
      code: 'runtime_down',
      message: 'lms load a failed: insufficient system resources. Run it by hand to see more.',
    });
  });

  it('stops waiting when it is cancelled', async () => {
    installLms(`${running()}\nexec sleep 60`);
    models = [{ id: 'a', state: 'not-loaded' }];
    const controller = new AbortController();
    const brought = studio().bringUp('a', () => controller.abort(), controller.signal);
    await expect(brought).rejects.toMatchObject({ code: 'runtime_down' });
  });
});
