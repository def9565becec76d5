/** Whether what was built is still what the sources say. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One file of each built part. */
const built = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/cli/brainswap.js',
];
/** What they are built from. */
const sources = ['src', 'package.json', 'electron.vite.config.ts', 'vite.cli.config.ts'];

/** True when a part is missing in the checkout at `root`, or any source is newer than the oldest part. */
export function needsBuild(root: string): boolean {
  const parts = built.map((path) => modified(join(root, path)));
  if (parts.includes(null)) return true;
  const oldest = Math.min(...parts.filter((time) => time !== null));
  return sources.some((path) => newest(join(root, path)) > oldest);
}

function modified(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Latest change of a file, or of all files below a folder; tests do not count, since they are not built. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return /\.test\.tsx?$/u.test(path) ? 0 : stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
