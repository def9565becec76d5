/** Finds the Codex CLI: the setting, PATH, Homebrew, npm's global folder. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { CodexError } from './errors.ts';
import { type NativeCodex, nativeOf } from './npm-wrapper.ts';

export interface CodexProgram {
  /** What a person would call: the path found. */
  path: string;
  /** What is spawned: the native binary behind npm's wrapper where there is one, else `path`. */
  executable: string;
  /** What npm's wrapper would have added to the environment. */
  environment: Record<string, string>;
}

export interface LocateOptions {
  /** The setting `codex.path`. */
  configured: string | null;
  env: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
}

export const installCommand = 'npm install -g @openai/codex';

/**
 * Finds the Codex CLI without running it.
 * @throws CodexError `codex_missing` where there is none; the message names the places looked at.
 */
export function locateCodex(options: LocateOptions): CodexProgram {
  if (options.configured !== null) {
    if (!isAbsolute(options.configured) || !isExecutable(options.configured)) {
      throw new CodexError(
        'codex_missing',
        `The setting codex.path is ${options.configured}, and there is no program there. Set it to the absolute path of the Codex CLI, or to null to have it found.`,
      );
    }
    return programAt(options.configured);
  }
  const places = candidates(options);
  const found = places.find(isExecutable);
  if (found) return programAt(found);
  throw new CodexError(
    'codex_missing',
    `The Codex CLI was not found on PATH, in Homebrew or in npm's global folders. Install it with: ${installCommand}`,
  );
}

function candidates({ env, platform = process.platform }: LocateOptions): string[] {
  const fromPath = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const home = env.HOME ?? homedir();
  // An app started from the Dock has launchd's short PATH, hence the usual folders behind it.
  const usual = [
    ...(platform === 'darwin' ? ['/opt/homebrew/bin'] : []),
    '/usr/local/bin',
    join(home, '.local/bin'),
    join(home, '.npm-global/bin'),
    join(home, '.volta/bin'),
    join(home, '.bun/bin'),
    ...(env.npm_config_prefix ? [join(env.npm_config_prefix, 'bin')] : []),
  ];
  return [...new Set([...fromPath, ...usual])].map((folder) => join(folder, 'codex'));
}

function programAt(path: string): CodexProgram {
  const native: NativeCodex | null = nativeOf(realpathSync(path));
  return native
    ? { path, executable: native.executable, environment: native.environment }
    : { path, executable: path, environment: {} };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
