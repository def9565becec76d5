/** Verify commands by a real shell. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isAlive } from '../processes/index.ts';
import { runVerify, type VerifyOptions } from './verify.ts';

const cwd = mkdtempSync(join(tmpdir(), 'brainswap-verify-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const verify = (command: string, more: Partial<VerifyOptions> = {}) =>
  runVerify({ command, cwd, env: process.env, runId: 'verify-test', timeoutMs: 30_000, ...more });

describe('runVerify', () => {
  it('gives the exit code and what was said on both streams', async () => {
    expect(await verify('echo out; echo err >&2; exit 3')).toMatchObject({ exitCode: 3, output: 'out\nerr' });
    expect(await verify('true')).toMatchObject({ exitCode: 0, output: '' });
  });

  it('keeps the last 16 KiB', async () => {
    const { output } = await verify('yes 0123456789 | head -c 1000000; echo; echo the end');
    expect(output).toHaveLength(16 * 1024);
    expect(output.endsWith('\nthe end')).toBe(true);
  });

  it('does not wait for what the command leaves running in the background', async () => {
    const { exitCode, output } = await verify('sleep 60 & echo $!');
    process.kill(Number(output), 'SIGKILL');
    expect(exitCode).toBe(0);
  });

  it('is stopped with all that it has started', async () => {
    const controller = new AbortController();
    const running = verify('sleep 61 & echo $!; trap "" TERM; sleep 62; sleep 63', {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 200);
    const { exitCode, output } = await running;
    expect(exitCode).toBeNull();
    expect(isAlive(Number(output))).toBe(false);
  });

  it('says that it was stopped for its time', async () => {
    const { exitCode, output } = await verify('echo begun; sleep 60', { timeoutMs: 1_000 });
    expect(exitCode).toBeNull();
    expect(output).toBe('begun\n(stopped after 1 s)');
  });

  it('says why it could not be started', async () => {
    const { exitCode, output } = await verify('true', { cwd: join(cwd, 'gone') });
    expect(exitCode).toBeNull();
    expect(output).toContain('ENOENT');
  });
});
