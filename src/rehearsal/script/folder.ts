/** Where the shipped rehearsal scripts lie: in a checkout, in the npm package, in the packaged app. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function isBrainswap(packageFile: string): boolean {
  try {
    const parsed: unknown = JSON.parse(readFileSync(packageFile, 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'brainswap';
  } catch {
    return false;
  }
}

/** The folder of the scripts. Throws when the installation is incomplete. */
export function scriptFolder(): string {
  // Electron sets resourcesPath; there the scripts lie outside the archive, so that people can read and copy them.
  const { resourcesPath } = process as { resourcesPath?: string };
  if (resourcesPath !== undefined) {
    const packaged = join(resourcesPath, 'rehearsal');
    if (existsSync(packaged)) return packaged;
  }
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (isBrainswap(join(folder, 'package.json'))) return join(folder, 'resources', 'rehearsal');
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  throw new Error('The rehearsal scripts are missing. Reinstall Brainswap, or run it from its own folder.');
}
