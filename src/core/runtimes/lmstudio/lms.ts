/** The `lms` command of LM Studio: where it is, and the few calls we make. Logs are on stderr, JSON on stdout. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { z } from 'zod';

/** LM Studio's home by its own rules: the pointer file, else `~/.cache/lm-studio` where it exists, else `~/.lmstudio`. */
export function lmStudioHome(env: NodeJS.ProcessEnv): string {
  const home = env.HOME || homedir();
  try {
    const pointed = readFileSync(join(home, '.lmstudio-home-pointer'), 'utf8').trim();
    if (isAbsolute(pointed)) return pointed;
  } catch {
    // No pointer: the defaults.
  }
  const old = join(home, '.cache/lm-studio');
  return existsSync(old) ? old : join(home, '.lmstudio');
}

/** Path of `lms`: PATH, then LM Studio's own folder; null where it is not installed. */
export function locateLms(env: NodeJS.ProcessEnv): string | null {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const found = [...folders, join(lmStudioHome(env), 'bin')].map((folder) => join(folder, 'lms'));
  return (
    found.find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    }) ?? null
  );
}

export interface LmsAnswer {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  timedOut: boolean;
}

/** Runs `lms` with array arguments. Waking LM Studio can take a minute, hence `timeoutMs`. */
export async function runLms(
  path: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<LmsAnswer> {
  // Loaded here: a runtime that is up is used without `lms`.
  const { execa } = await import('execa');
  const { exitCode, stdout, stderr, timedOut } = await execa(path, args, {
    env: options.env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: options.timeoutMs,
    ...(options.signal ? { cancelSignal: options.signal } : {}),
  });
  return { exitCode, stdout: stdout ?? '', stderr: stderr ?? '', timedOut };
}

const ServerStatus = z.object({ running: z.boolean(), port: z.number().int().optional() });

/** `lms server status --json`, which does not wake LM Studio; null when it cannot be read. */
export async function lmsServerPort(
  path: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<number | null> {
  const { stdout } = await runLms(path, ['server', 'status', '--json'], { env, timeoutMs: 10_000, signal });
  try {
    const status = ServerStatus.parse(JSON.parse(stdout));
    return status.running ? (status.port ?? null) : null;
  } catch {
    return null;
  }
}
