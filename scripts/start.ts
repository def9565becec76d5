/** `npm start`: builds what is stale, then opens the menu-bar app, or the same dashboard in the browser. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fetchElectron, findElectron } from './start/electron-binary.ts';
import { needsBuild } from './start/freshness.ts';

const root = resolve(import.meta.dirname, '..');
const given = process.argv.slice(2);

/** Runs a program to its end, in this terminal; its exit code is ours. */
function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    // Ctrl-C reaches the whole foreground group by itself; these two come to one process.
    const handOn = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', handOn).on('SIGHUP', handOn);
    child.once('error', fail);
    child.once('close', (code) => done(code ?? 1));
  });
}

/** The menu-bar app where it can be, else the browser. */
async function open(): Promise<number> {
  const missing = findElectron(root) === null ? fetchElectron(root, process.platform) : null;
  const electron = findElectron(root);
  if (electron !== null) return run(electron, [root, ...given]);
  console.log(
    `Electron's binary cannot be had here (${missing}), so the same dashboard opens in the browser.`,
  );
  return run(join(root, 'bin', 'brainswap'), ['serve', '--open', ...given]);
}

process.on('SIGINT', () => undefined);
const built = needsBuild(root) ? await run('npm', ['run', '--silent', 'build']) : 0;
process.exitCode = built === 0 ? await open() : built;
