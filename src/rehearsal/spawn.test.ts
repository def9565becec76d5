/** The rehearsal programs as processes: the ready line, good ends, and orphans. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { selfCommand } from './self.ts';
import { spawnRehearsal } from './spawn.ts';

const [program, ...before] = selfCommand();

function run(...args: string[]) {
  const child = spawn(program, [...before, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<{ url: string; pid: number }> {
  const [line] = await once(createInterface({ input: stream }), 'line');
  return z.object({ url: z.string(), pid: z.number() }).parse(JSON.parse(String(line)));
}

const gone = async (pid: number): Promise<void> => {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('a rehearsal process', () => {
  it('says where it listens in one line, and ends in good order on SIGTERM', async () => {
    const child = run('runtime');
    const { url, pid } = await firstLine(child.stdout);
    expect(pid).toBe(child.pid);
    expect((await fetch(`${url}/models`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends by itself when its parent is gone', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      spawn(process.argv[1], process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'] });
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', script, program, ...before, 'runtime', '--with-parent'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { pid } = await firstLine(parent.stdout);
    parent.kill('SIGKILL');
    await gone(pid);
  });

  it.each([
    [['runtime', '--port', 'x'], 1, '--port wants a whole number'],
    [['runtime', '--script', '/nowhere.yaml'], 1, '/nowhere.yaml: cannot be read'],
    [['cloud', '--token-env', 'BRAINSWAP_NOT_SET'], 1, 'BRAINSWAP_NOT_SET is not set'],
    [['theatre'], 2, 'Usage: brainswap rehearsal'],
  ])('of %j exits %i with its reason', async (args, code, words) => {
    const child = run(...args);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(said).toContain(words);
  });
});

describe('spawnRehearsal', () => {
  it('gives the address, the log and the switches, and stops', async () => {
    const cloud = await spawnRehearsal('cloud', { token: 'secret-key', models: ['gpt-x'] });
    onTestFinished(() => cloud.stop());
    const list = () => fetch(`${cloud.url}/models`, { headers: { authorization: 'Bearer secret-key' } });
    expect(await (await list()).json()).toMatchObject({ data: [{ id: 'gpt-x' }] });
    expect(await cloud.log()).toMatchObject([{ path: '/v1/models', status: 200, authorized: true }]);
    await cloud.reset();
    expect(await cloud.log()).toEqual([]);
    await cloud.behave({ refuse: true });
    await expect(list()).rejects.toThrow();
    await cloud.stop();
    await gone(cloud.pid);
  });

  it('says why it could not start', async () => {
    await expect(spawnRehearsal('runtime', { script: '/nowhere.yaml' })).rejects.toThrow('cannot be read');
  });
});
