/** What a listing may name. One bad name refuses the whole of it: a hub that sends one is not to be trusted. */
import { HubError } from './errors.ts';

const longestPath = 1024;
const longestName = 255;
/** `C:` and the like; on macOS a colon is shown as a slash. */
const forbidden = /[\\:\p{Cc}]/u;

/** What is wrong with a path from the hub; null when nothing is. */
export function pathFault(path: string): string | null {
  if (path === '') return 'an empty name';
  if (path.startsWith('/')) return 'an absolute path';
  if (forbidden.test(path)) return 'a character that no file name should have';
  if (!path.isWellFormed()) return 'text that is no text';
  if (path.length > longestPath) return 'a path that is too long';
  for (const name of path.split('/')) {
    if (name === '' || name === '.' || name === '..') return 'a path that leaves its folder';
    if (Buffer.byteLength(name) > longestName) return 'a name that is too long';
    if (/[. ]$/.test(name)) return 'a name that ends in a dot or a blank';
  }
  return null;
}

/** As the file systems of Macs compare names. */
function folded(path: string): string {
  return path.normalize('NFD').toLowerCase().toUpperCase().normalize('NFD');
}

/** Throws HubError `hostile_listing` unless every path is safe and no two meet on a disk that ignores case. */
export function checkPaths(repo: string, paths: readonly string[]): void {
  const refuse = (path: string, fault: string) => {
    const shown = JSON.stringify(path.slice(0, 120));
    throw new HubError(
      'hostile_listing',
      `The listing of ${repo} is refused: ${shown} is ${fault}. Nothing was downloaded. Choose another model, or report this one to the hub.`,
    );
  };
  /** Each name on the way, as it was first written; `file` for the last one. */
  const seen = new Map<string, { written: string; file: boolean }>();
  for (const path of paths) {
    const fault = pathFault(path);
    if (fault !== null) refuse(path, fault);
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth++) {
      const written = names.slice(0, depth).join('/');
      const file = depth === names.length;
      const key = folded(written);
      const other = seen.get(key);
      if (other && (other.written !== written || other.file || file))
        refuse(path, `the same as ${JSON.stringify(other.written)} on a disk that ignores case`);
      seen.set(key, { written, file });
    }
  }
}
