/**
 * The environment of the person's login shell. An app started from Finder gets launchd's PATH (`/usr/bin:/bin:…`),
 * without Homebrew, without npm's global folder, without the variable that holds a provider's key; so a Codex that works
 * in a terminal would be missing here. Asking the shell is the only way to learn what its start-up files set.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether there is something to ask: a Mac app that no terminal started. */
export function needsShellEnvironment(platform: NodeJS.Platform, own: Environment): boolean {
  return platform === 'darwin' && own.TERM === undefined && own.SHELL !== undefined;
}

/**
 * Asks `shell` for its environment, as an interactive login shell, since PATH is set in either kind of file. Resolves to
 * an empty object when the shell fails or takes over `timeout` milliseconds: the app then works with what it has.
 */
export async function readShellEnvironment(shell: string, timeout = 5_000): Promise<Record<string, string>> {
  // Start-up files print greetings; what counts lies between two marks.
  const mark = `brainswap-${randomUUID()}`;
  const script = `printf '%s\\n' ${mark}; command env; printf '%s\\n' ${mark}`;
  const output = await new Promise<string>((resolve) => {
    const child = execFile(shell, ['-ilc', script], { timeout, killSignal: 'SIGKILL' }, (error, stdout) => {
      if (error !== null) console.warn(`Could not read the environment of ${shell}: ${error.message}`);
      resolve(stdout);
    });
    child.stdin?.end();
  });
  return parseEnvironment(output, mark);
}

/** Reads `NAME=value` lines between two marks; a line that begins no variable continues the one before. */
export function parseEnvironment(output: string, mark: string): Record<string, string> {
  const lines = (output.split(`${mark}\n`)[1] ?? '').split('\n');
  const found: Record<string, string> = {};
  let current: string | null = null;
  for (const line of lines.slice(0, -1)) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/u.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      found[name] = value;
      current = name;
    } else if (current !== null) found[current] += `\n${line}`;
  }
  return found;
}
