/** Spawns Codex: array arguments, no shell, its bytes as they come. */
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import type { CodexProgram } from './locate.ts';

export interface LaunchOptions {
  program: CodexProgram;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Bytes for standard input, `ignore` for none (an open pipe would hang Codex), `inherit` at a terminal. */
  stdin: Uint8Array | 'ignore' | 'inherit';
}

export interface CodexProcess {
  pid: number;
  stdout: Readable;
  stderr: Readable;
  /** Resolves when the process has ended and its output has been read to the end. */
  ended: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts Codex. Throws what the system says when it cannot be spawned. */
export async function launchCodex(options: LaunchOptions): Promise<CodexProcess> {
  const { program, args, cwd, env, stdin } = options;
  const child = execa(program.executable, args, {
    cwd,
    env: { ...env, ...program.environment },
    extendEnv: false,
    ...(typeof stdin === 'string' ? { stdin } : { input: stdin }),
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: false,
    reject: false,
    // Ending it is ours to do, signal by signal; and a run must not die with a window.
    cleanup: false,
    forceKillAfterDelay: false,
  });
  const ended = child.then(({ exitCode, signal, ...result }) => {
    if (child.pid === undefined)
      throw result.cause ?? new Error(`${program.executable} could not be started`);
    return { exitCode: exitCode ?? null, signal: (signal as NodeJS.Signals | undefined) ?? null };
  });
  if (child.pid === undefined) {
    await ended;
    throw new Error(`${program.executable} could not be started`);
  }
  return { pid: child.pid, stdout: child.stdout, stderr: child.stderr, ended };
}
