/** Runs a verify command in the workspace: the one place where a shell is used, for the user's own words. */
import { execa } from 'execa';
import type { VerifyResult } from '../schema/index.ts';

const outputLimit = 16 * 1024;

export interface VerifyOptions {
  command: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** Runs `command` by `/bin/sh -c`; passes when it exits with 0. Output is the last 16 KiB of stdout and stderr as they came. */
export async function runVerify({
  command,
  cwd,
  env,
  timeoutMs,
  signal,
}: VerifyOptions): Promise<VerifyResult> {
  const started = performance.now();
  const result = await execa('/bin/sh', ['-c', command], {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
    ...(signal ? { cancelSignal: signal } : {}),
  });
  const output = result.all ?? '';
  return {
    command,
    exitCode: result.exitCode ?? null,
    output: (result.timedOut ? `${output}\n(stopped after ${Math.round(timeoutMs / 1000)} s)` : output).slice(
      -outputLimit,
    ),
    durationMs: Math.round(performance.now() - started),
  };
}
