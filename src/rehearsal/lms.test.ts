/** The stand-in for LM Studio's command line: streams, exit codes, and a server that really runs. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installLms } from './lms/install.ts';
import { matchModels } from './lms/load.ts';
import { changeState, readCalls, readState } from './lms/state.ts';
import { runLms } from './lms.ts';
import { rehearsalModel } from './lmstudio/models.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-lms-'));
  changeState(folder, { lastPort: 0, loadMs: 0 });
});
afterEach(async () => {
  await lms('server', 'stop');
  rmSync(folder, { recursive: true });
});

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function lms(...args: string[]): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await runLms(args, folder, {
    print: (line) => {
      stdout += `${line}\n`;
    },
    draw: (text) => {
      stdout += text;
    },
    log: (line) => {
      stderr += `${line}\n`;
    },
  });
  return { code, stdout, stderr };
}

const json = async (...args: string[]): Promise<unknown> => JSON.parse((await lms(...args)).stdout);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe('lms', () => {
  it('keeps JSON on stdout and words on stderr', async () => {
    expect(await lms('server', 'status', '--json')).toEqual({
      code: 0,
      stdout: '{"running":false}\n',
      stderr: 'The server is not running.\n',
    });
    expect((await lms('ls', '--json')).stderr).toBe('Waking up LM Studio service...\n');
    expect(await json('ls', '--json')).toMatchObject([{ modelKey: 'rehearsal-brain', type: 'llm' }, {}, {}]);
  });

  it('asks after the daemon and the server without waking them', async () => {
    await lms('server', 'status', '--json');
    expect(await json('daemon', 'status', '--json')).toEqual({ status: 'not-running' });
    await lms('ps', '--json');
    expect(await json('daemon', 'status', '--json')).toMatchObject({ status: 'running' });
  });

  it('has a commit hash for a version', async () => {
    expect(await json('version', '--json')).toEqual({ version: expect.stringMatching(/^[0-9a-f]{7,}$/) });
  });

  it('refuses a download loudly, and has it on record', async () => {
    expect(await lms('get', '--yes', 'openai/gpt-oss-20b')).toMatchObject({ code: 1, stdout: '' });
    expect(readCalls(folder).some(({ args }) => args[0] === 'get')).toBe(true);
  });

  it('fails on what it does not know, and without a state folder', async () => {
    expect((await lms('dance')).code).toBe(1);
    expect((await lms('load', 'rehearsal-brain', '-y', '--sideways')).code).toBe(1);
    let said = '';
    const quiet = {
      print: () => {},
      draw: () => {},
      log: (line: string) => {
        said += line;
      },
    };
    expect(await runLms(['ls'], '', quiet)).toBe(1);
    expect(said).toContain('BRAINSWAP_REHEARSAL_LMS_STATE');
  });
});

describe('lms load', () => {
  it('spins on stdout, reports on stderr, and shows in ps', async () => {
    const { code, stdout, stderr } = await lms(
      'load',
      'rehearsal-brain',
      '-y',
      '-c',
      '32768',
      '--gpu',
      'max',
      '--identifier',
      'mine',
      '--ttl',
      '60',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('\rLoading rehearsal-brain 41% ');
    expect(stderr).toContain('use the identifier "mine"');
    expect(await json('ps', '--json')).toMatchObject([
      {
        modelKey: 'rehearsal-brain',
        identifier: 'mine',
        contextLength: 32_768,
        ttlMs: 60_000,
        status: 'idle',
      },
    ]);
  });

  it('takes 4096 tokens when none are asked for', async () => {
    await lms('load', 'rehearsal-brain', '-y');
    expect(await json('ps', '--json')).toMatchObject([{ contextLength: 4096 }]);
  });

  it('may load another context than was asked for', async () => {
    changeState(folder, { autoFitContext: 152_576 });
    await lms('load', 'rehearsal-brain', '-y', '-c', '32768');
    expect(await json('ps', '--json')).toMatchObject([{ contextLength: 152_576 }]);
  });

  it('fails in words when the model is not there or the memory does not suffice', async () => {
    expect(await lms('load', 'zzz', '-y')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Model not found'),
    });
    changeState(folder, { loadFailure: 'insufficient system resources' });
    expect(await lms('load', 'rehearsal-brain', '-y')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('insufficient system resources'),
    });
    expect(await json('ps', '--json')).toEqual([]);
  });

  it('estimates without loading', async () => {
    const { code, stderr } = await lms('load', 'rehearsal-brain', '-y', '-c', '32768', '--estimate-only');
    expect(code).toBe(0);
    expect(stderr).toContain('Estimated Total Memory: 20.41 GB');
    expect(await json('ps', '--json')).toEqual([]);
  });

  it.each([
    ['--gpu', '2'],
    ['-c', 'many'],
    ['--ttl', '0'],
  ])('refuses %s %s', async (option, value) => {
    expect((await lms('load', 'rehearsal-brain', '-y', option, value)).code).toBe(1);
  });

  it('matches fuzzily, the exact name first', () => {
    const models = ['rehearsal-brain-mini', 'rehearsal-brain', 'other'].map((key) =>
      rehearsalModel(key, null),
    );
    expect(matchModels(models, 'rehearsal-brain').map(({ key }) => key)).toEqual([
      'rehearsal-brain',
      'rehearsal-brain-mini',
    ]);
    expect(matchModels(models, 'rhsl-mn').map(({ key }) => key)).toEqual(['rehearsal-brain-mini']);
  });

  it('exits 0 when there is nothing of that name to unload', async () => {
    expect(await lms('unload', 'zzz')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Model Not Found'),
    });
    await lms('load', 'rehearsal-brain', '-y');
    expect((await lms('unload', '--all')).code).toBe(0);
    expect(await json('ps', '--json')).toEqual([]);
  });
});

describe('lms server', () => {
  it('starts a server that outlives the command, sees loads, and stops', async () => {
    const started = await lms('server', 'start');
    const port = Number(/running on port (\d+)/.exec(started.stderr)?.[1]);
    expect(started).toMatchObject({ code: 0, stdout: '' });
    expect(await json('server', 'status', '--json')).toEqual({ running: true, port });

    await lms('load', 'rehearsal-brain', '-y', '-c', '32768');
    const list = await fetch(`http://127.0.0.1:${port}/api/v0/models`);
    expect(await list.json()).toMatchObject({
      data: [{ state: 'loaded', loaded_context_length: 32_768 }, {}, {}],
    });

    expect(await lms('server', 'start')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`port ${port}`),
    });
    expect(await lms('server', 'stop')).toMatchObject({
      code: 0,
      stderr: `Stopped the server on port ${port}.\n`,
    });
    await expect(fetch(`http://127.0.0.1:${port}/v1/models`)).rejects.toThrow();
    expect(await lms('server', 'stop')).toMatchObject({ code: 1 });
    expect(await json('server', 'status', '--json')).toEqual({ running: false });
    expect(readState(folder).lastPort).toBe(port);
  });

  it('fails when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await lms('server', 'start', '--port', String(port))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'Failed to verify the server is running. Please try to use another port.',
      ),
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('moves to the port that is asked for', async () => {
    await lms('server', 'start');
    const port = await freePort();
    expect((await lms('server', 'start', '-p', String(port))).code).toBe(0);
    expect(await json('server', 'status', '--json')).toEqual({ running: true, port });
  });
});

describe('an installed lms', () => {
  it('is a program for the PATH', async () => {
    const program = installLms(join(folder, "b in's"), folder);
    const stdout = await new Promise<string>((resolve, reject) => {
      execFile(program, ['version', '--json'], (error, text) => (error ? reject(error) : resolve(text)));
    });
    expect(JSON.parse(stdout)).toHaveProperty('version');
  });
});
