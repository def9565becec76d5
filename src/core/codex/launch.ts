/** Spawns Codex: array arguments, no shell, its bytes as they come. By Node itself, which loads faster than execa. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
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

export interface CodexExit {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

export interface CodexProcess {
  pid: number;
  stdout: Readable;
  stderr: Readable;
  /** Resolves when the process has ended and its output has been read to the end. */
  ended: Promise<CodexExit>;
}

/**
 * Starts Codex.
 * @throws CodexError `codex_unusable` with what the system says when it cannot be started.
 */
export async function launchCodex(options: LaunchOptions): Promise<CodexProcess> {
  const { program, args, cwd, env, stdin } = options;
  let child: ChildProcess;
  try {
    child = spawn(program.executable, args, {
      cwd,
      env: { ...env, ...program.environment },
      stdio: [typeof stdin === 'string' ? stdin : 'pipe', 'pipe', 'pipe'],
    });
  } catch (cause) {
    // What the system says at once, e.g. E2BIG for arguments longer than it takes.
    throw notStarted(options, cause);
  }
  const { pid, stdout, stderr } = child;
  if (pid === undefined || !stdout || !stderr) {
    const [cause] = await once(child, 'error');
    throw notStarted(options, cause);
  }
  const ended = new Promise<CodexExit>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  // A Codex that does not read its input closes it: that is its right.
  child.stdin?.on('error', () => {});
  if (typeof stdin !== 'string') child.stdin?.end(stdin);
  return { pid, stdout, stderr, ended };
}

function notStarted({ cwd, program }: LaunchOptions, cause: unknown): CodexError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new CodexError(
    'codex_unusable',
    `Codex could not be started in ${cwd}: ${said}. Check the folder and the program ${program.path}.`,
    { cause },
  );
}
