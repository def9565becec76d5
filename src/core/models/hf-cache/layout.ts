/** The standard layout of one model in the cache: blobs, refs, snapshots, locks. */
import { join, posix } from 'node:path';

export interface ModelFolders {
  root: string;
  blobs: string;
  refs: string;
  snapshots: string;
  locks: string;
}

/** `models--org--name` under the cache. */
export function modelFolders(cache: string, repo: string): ModelFolders {
  const name = `models--${repo.replaceAll('/', '--')}`;
  const root = join(cache, name);
  return {
    root,
    blobs: join(root, 'blobs'),
    refs: join(root, 'refs'),
    snapshots: join(root, 'snapshots'),
    locks: join(cache, '.locks', name),
  };
}

/** What the link of a file says: `../../blobs/<hash>`, one more `../` for each subfolder. */
export function linkTarget(path: string, hash: string): string {
  const depth = path.split('/').length - 1;
  return posix.join('../'.repeat(depth + 2), 'blobs', hash);
}
