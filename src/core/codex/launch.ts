/** Spawns Codex: array arguments, no shell, its bytes as they come. */
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { CodexError } from './errors.ts';
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

/**
 * Starts Codex.
 * @throws CodexError `codex_unusable` with what the system says when it cannot be started.
 */
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
  const ended = child.then((result) => ({
    exitCode: result.exitCode ?? null,
    signal: (result.signal as NodeJS.Signals | undefined) ?? null,
  }));
  if (child.pid === undefined) {
    const { cause, shortMessage } = await child;
    const said = cause instanceof Error ? cause.message : shortMessage;
    throw new CodexError(
      'codex_unusable',
      `Codex could not be started in ${cwd}: ${said}. Check the folder and the program ${program.path}.`,
      { cause },
    );
  }
  return { pid: child.pid, stdout: child.stdout, stderr: child.stderr, ended };
}
