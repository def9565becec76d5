/** Finds Chrome or Chromium; installs Debian's where we are root on Debian; else says the one command that mends it. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Wins over what is found. */
export const browserVariable = 'BRAINSWAP_BROWSER';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** Absolute path of a browser on this machine, or null. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  const given = env[browserVariable];
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`${browserVariable} is ${given}, and there is no program there.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...places, ...macApps].find(isExecutable) ?? null;
}

/** A browser, installed when that can be done without asking. @throws with the command that mends it. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    process.stdout.write('No Chrome or Chromium here; installing Debian’s chromium.\n');
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    ]) {
      const { status } = spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed. Run it by hand to see why.`);
    }
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(`The browser tests need Chrome or Chromium. Install it with: ${installCommand()}`);
}

function installCommand(): string {
  if (process.platform === 'darwin') return 'brew install --cask google-chrome';
  if (existsSync('/etc/debian_version')) return 'sudo apt-get install -y chromium';
  return `your system's package manager, or set ${browserVariable} to the path of one`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
