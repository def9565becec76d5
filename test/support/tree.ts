/** Describes a folder down to the last byte, for comparing before and after. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** One line for each path below `folder`: kind, mode, time of change (of files), content or target. */
export function describeTree(folder: string): string[] {
  return walk(folder, '').sort();
}

function walk(root: string, below: string): string[] {
  return readdirSync(join(root, below)).flatMap((name) => {
    const path = join(below, name);
    const stat = lstatSync(join(root, path));
    const mode = (stat.mode & 0o7777).toString(8);
    if (stat.isSymbolicLink()) return [`${path} link ${readlinkSync(join(root, path))}`];
    if (stat.isDirectory()) return [`${path} folder ${mode}`, ...walk(root, path)];
    const hash = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
    return [`${path} file ${mode} ${Math.floor(stat.mtimeMs)} ${stat.size} ${hash}`];
  });
}
