/** Runs a verify command in the workspace: the one place where a shell is used, for the user's own words. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endTree, runIdVariable } from '../processes/index.ts';
import type { VerifyResult } from '../schema/index.ts';

const outputLimit = 16 * 1024;
/** How long a pipe may stay open after the shell has ended, in milliseconds: a server it left behind holds it for ever. */
const pipeGrace = 200;

export interface VerifyOptions {
  command: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Marks the processes of the command, so that none is left when it is stopped. */
  runId: string;
  timeoutMs: number;
  /** Stops the command and all it has started. */
  signal?: AbortSignal | undefined;
}

/**
 * Runs `command` by `/bin/sh -c`; passes when it exits with 0. The exit code is null when it was stopped or could not be
 * started. Output is the last 16 KiB of stdout and stderr as they came.
 */
export async function runVerify(options: VerifyOptions): Promise<VerifyResult> {
  const { command, cwd, env, runId, timeoutMs, signal } = options;
  const started = performance.now();
  const child = spawn('/bin/sh', ['-c', command], {
    cwd,
    env: { ...env, [runIdVariable]: runId },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A session of its own: what it leaves behind can be found by it.
    detached: true,
  });
  const output = readTail(child);
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([timeout, ...(signal ? [signal] : [])]);
  const { exitCode, problem } = await shellEnd(child, runId, stop);
  const words =
    timeout.aborted && exitCode === null ? `(stopped after ${Math.round(timeoutMs / 1000)} s)` : problem;
  return {
    command,
    exitCode,
    output: [(await output()).replace(/\n$/, ''), words]
      .filter((part) => part !== '')
      .join('\n')
      .slice(-outputLimit),
    durationMs: Math.round(performance.now() - started),
  };
}

/** Waits for the shell; once `stop` aborts its whole tree is ended, and the exit code is null. */
function shellEnd(
  child: ChildProcess,
  runId: string,
  stop: AbortSignal,
): Promise<{ exitCode: number | null; problem: string }> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ exitCode: null, problem: error.message }));
    child.once('exit', (code) => {
      stop.removeEventListener('abort', onStop);
      if (!stop.aborted) resolve({ exitCode: code, problem: '' });
    });
    const onStop = () => {
      if (child.pid === undefined) return;
      const signals = [
        { signal: 'SIGTERM', waitMs: 2_000 },
        { signal: 'SIGKILL', waitMs: 2_000 },
      ] as const;
      endTree({ pid: child.pid, marker: runId, signals }).then(
        () => resolve({ exitCode: null, problem: '' }),
        (error: Error) => resolve({ exitCode: null, problem: error.message }),
      );
    };
    stop.addEventListener('abort', onStop);
    if (stop.aborted) onStop();
  });
}

/** Collects the tail of both streams; the function returned waits for their ends, but not for long. */
function readTail({ stdout, stderr }: ChildProcess): () => Promise<string> {
  let tail = Buffer.alloc(0);
  const ends = [stdout, stderr].map(
    (stream) =>
      new Promise<void>((resolve) => {
        stream?.on('data', (chunk: Buffer) => {
          // Four bytes are the longest character.
          tail = Buffer.concat([tail, chunk]).subarray(-4 * outputLimit);
        });
        stream?.once('close', resolve);
      }),
  );
  return async () => {
    await Promise.race([Promise.all(ends), sleep(pipeGrace, undefined, { ref: false })]);
    stdout?.destroy();
    stderr?.destroy();
    return tail.toString('utf8');
  };
}
