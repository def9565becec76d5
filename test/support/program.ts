/** Runs a program as a caller would, and keeps what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Text or bytes for standard input; `none` (default) is /dev/null, `open` a pipe that nobody closes. */
  stdin?: string | Uint8Array | { open: true };
}

export interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  pid: number;
  /** What it has said so far. */
  stdout(): string;
  stderr(): string;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

/** Starts a program without a shell. Rejects when it cannot be started. */
export async function startProgram(
  program: string,
  args: readonly string[],
  { cwd, env, stdin }: RunOptions,
): Promise<Running> {
  const child: ChildProcess = spawn(program, args, {
    cwd,
    env,
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  // A program that does not read its input closes it: that is its right.
  child.stdin?.on('error', () => {});
  if (typeof stdin === 'string' || stdin instanceof Uint8Array) child.stdin?.end(stdin);
  const stdout = () => Buffer.concat(out).toString('utf8');
  const stderr = () => Buffer.concat(err).toString('utf8');
  const closed = once(child, 'close');
  await Promise.race([once(child, 'spawn'), closed]);
  const ended = closed.then(
    ([exitCode, signal]: (number | NodeJS.Signals | null)[]): Ended => ({
      exitCode: exitCode as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: stdout(),
      stderr: stderr(),
    }),
  );
  return { pid: child.pid ?? 0, stdout, stderr, kill: (signal) => child.kill(signal), ended };
}

/** Runs a program to its end. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Ended> {
  return (await startProgram(program, args, options)).ended;
}
