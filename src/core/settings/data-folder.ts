/** Where Brainswap keeps its own state. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * The folder of settings and runs: `BRAINSWAP_HOME`, else the platform's place for application data
 * (`~/Library/Application Support` on macOS; elsewhere `XDG_DATA_HOME`, which counts only when absolute, by the
 * XDG Base Directory Specification, else `~/.local/share`).
 */
export function dataFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  home: string = env.HOME || homedir(),
): string {
  const own = env.BRAINSWAP_HOME;
  if (own) return resolve(own);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Brainswap');
  const xdg = env.XDG_DATA_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'brainswap');
}
