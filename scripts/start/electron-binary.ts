/** Finds Electron's binary by looking. Importing `electron` would do too, but it starts a download where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The binary of the checkout at `root`; null where it was never fetched. Electron's package notes the name in path.txt. */
export function findElectron(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(binary) ? binary : null;
  } catch {
    // No path.txt: since version 42 the package comes without its binary.
    return null;
  }
}

/**
 * Fetches the binary with the package's own installer, about 100 MB, once. Only on a Mac, which is what the menu-bar app is
 * for; elsewhere the browser shows the same. Returns why it failed, or null.
 */
export function fetchElectron(root: string, platform: NodeJS.Platform): string | null {
  if (platform !== 'darwin') return 'it is fetched on a Mac only';
  console.log("Fetching Electron's binary once …");
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  const { status, stderr } = spawnSync(process.execPath, [installer], {
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return null;
  return stderr.split('\n')[0]?.trim() || 'the download failed';
}
