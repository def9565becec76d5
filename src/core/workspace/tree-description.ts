/** Describes a folder down to bytes, modes, times and links, for tests to compare. */
import { createHash } from 'node:crypto';
import { type BigIntStats, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { absolutePath, childKey, type PathKey } from './path-bytes.ts';

export interface TreeDescription {
  /** One line per path: mode, content, and for names of one file the same number. */
  lines: string[];
  /** Time of the last change of each line's path, in nanoseconds. */
  times: bigint[];
}

export function describeTree(folder: string): TreeDescription {
  const root = Buffer.from(folder);
  const files = new Map<bigint, number>();
  const described: TreeDescription = { lines: [], times: [] };
  const visit = (key: PathKey) => {
    const path = absolutePath(root, key);
    const stats = lstatSync(path, { bigint: true });
    const file = files.get(stats.ino) ?? files.size;
    if (!stats.isDirectory()) files.set(stats.ino, file);
    const mode = (stats.mode & 0o7777n).toString(8);
    const content = contentOf(path, stats);
    described.lines.push(`${JSON.stringify(key)} ${mode} ${content} ${stats.isDirectory() ? '' : file}`);
    described.times.push(stats.mtimeNs);
    if (!stats.isDirectory()) return;
    const names = readdirSync(path, { encoding: 'buffer' }).sort(Buffer.compare);
    for (const name of names) visit(childKey(key, name));
  };
  visit('');
  return described;
}

/** Paths whose time differs by a microsecond or more, which is finer than Node can set. */
export function differentTimes(before: TreeDescription, after: TreeDescription): string[] {
  return before.lines.filter((_, index) => {
    const difference = (before.times[index] ?? 0n) - (after.times[index] ?? 0n);
    return difference >= 1_000n || difference <= -1_000n;
  });
}

function contentOf(path: Buffer, stats: BigIntStats): string {
  if (stats.isSymbolicLink()) {
    return `-> ${JSON.stringify(readlinkSync(path, { encoding: 'buffer' }).toString('latin1'))}`;
  }
  if (stats.isFile()) return `${stats.size} ${createHash('sha1').update(readFileSync(path)).digest('hex')}`;
  return stats.isDirectory() ? 'folder' : 'special';
}
