/** Puts a workspace back as it was when the snapshot was taken. */
import { lstat, mkdir, rmdir, unlink } from 'node:fs/promises';
import { eachBounded } from './bounded.ts';
import { codeOf, WorkspaceError, wordsOf } from './error.ts';
import {
  type EntryOf,
  type Manifest,
  type ManifestEntry,
  readManifest,
  type WorkspaceSnapshot,
} from './manifest.ts';
import { absolutePath, displayPath, type PathKey } from './path-bytes.ts';
import { checkUnreadable, restoreFolder, restoreHardLink, restoreLink } from './restore-entry.ts';
import { type Place, restoreFile } from './restore-file.ts';
import { type Found, scan } from './scan.ts';
import { withUnlockedParent } from './unlock.ts';

export interface RestoreResult {
  /** Paths relative to the workspace that had been changed, added or removed. */
  restored: string[];
}

/**
 * Removes what was added, brings back what was removed, and rewrites what was changed; what has the same inode, size and
 * times is left as it is. Goes on past a path that fails. Throws WorkspaceError `restore_failed`, which names
 * such paths and the copy; the copy is never removed here, so the call can be made again.
 */
export async function restoreWorkspace(
  snapshot: Pick<WorkspaceSnapshot, 'into'>,
  signal?: AbortSignal,
): Promise<RestoreResult> {
  const manifest = await readManifest(snapshot.into);
  const work = createWork(snapshot.into, manifest, signal);
  try {
    await putBack(work, manifest);
  } catch (error) {
    work.failures.push({ path: '', error });
  }
  const [first] = work.failures;
  if (first) {
    const where = first.path === '' ? '' : ` The first is ${displayPath(first.path)}:`;
    const reason = signal?.aborted ? 'It was cancelled' : wordsOf(first.error);
    throw new WorkspaceError(
      'restore_failed',
      `The workspace ${displayPath(manifest.header.folder)} could not be put back whole (${work.failures.length} ` +
        `failed).${where} ${reason}. The copy is kept in ${snapshot.into}; mend the cause, or take your files from there.`,
      { cause: first.error, snapshot: snapshot.into },
    );
  }
  return { restored: [...work.changed].sort().map(displayPath) };
}

interface Work extends Place {
  changed: Set<PathKey>;
  failures: Array<{ path: PathKey; error: unknown }>;
  signal: AbortSignal | undefined;
  /** Does one thing to each entry and notes the paths that it changed, or where it failed. */
  each<Item extends { path: PathKey }>(
    items: readonly Item[],
    work: (item: Item) => Promise<boolean>,
  ): Promise<void>;
}

function createWork(into: string, { header }: Manifest, signal: AbortSignal | undefined): Work {
  const changed = new Set<PathKey>();
  const failures: Work['failures'] = [];
  return {
    root: Buffer.from(header.folder, 'latin1'),
    into,
    takenAtMs: header.takenAtMs,
    changed,
    failures,
    signal,
    each: (items, work) =>
      eachBounded(items, signal, async (item) => {
        try {
          if (await work(item)) changed.add(item.path);
        } catch (error) {
          failures.push({ path: item.path, error });
        }
      }),
  };
}

async function putBack(work: Work, { header, entries }: Manifest): Promise<void> {
  const excluded = new Set([...header.excluded, ...pathsOf(entries, 'unreadable')]);
  const skip = (path: PathKey) => excluded.has(path);
  const found = await scan({ root: work.root, skip, unlock: true, signal: work.signal });
  await removeAdded(work, entries, found);

  const now = new Map(found.map((one) => [one.path, one.stats]));
  // One after another, since a folder needs the one above it.
  for (const entry of ofKind(entries, 'folder')) {
    work.signal?.throwIfAborted();
    if (!now.get(entry.path)?.isDirectory()) await work.each([entry], () => makeFolder(work, entry));
  }
  const named = [...ofKind(entries, 'file'), ...ofKind(entries, 'link')];
  const leaders = leadersOf(named, now);
  const leaderOf = (one: Named) => (one.hardLink === null ? one : leaders.get(one.hardLink));
  await work.each(
    named.filter((one) => leaderOf(one) === one),
    (one) => (one.kind === 'file' ? restoreFile(work, one) : restoreLink(work, one)),
  );
  // Further names of a file, in turn: each must see what was made of the one before.
  for (const one of named) {
    const leader = leaderOf(one);
    if (leader && leader !== one) await work.each([one], () => restoreHardLink(work, leader, one));
  }
  await work.each(ofKind(entries, 'unreadable'), (entry) => checkUnreadable(work, entry));
  // Deepest first, and last of all: every change inside a folder touches its times.
  for (const entry of ofKind(entries, 'folder').reverse()) {
    await work.each([entry], () => restoreFolder(work, entry));
  }
}

/** What may have several names. */
type Named = EntryOf<'file'> | EntryOf<'link'>;

async function makeFolder(work: Work, { path }: EntryOf<'folder'>): Promise<boolean> {
  const absolute = absolutePath(work.root, path);
  const make = () => mkdir(absolute, { recursive: true, mode: 0o700 });
  // The folder above the workspace is not ours to unlock.
  await (path === '' ? make() : withUnlockedParent(absolute, make));
  return true;
}

/** Of the names of one file, that which is restored first: one that still names it, where there is one. */
function leadersOf(entries: readonly Named[], now: ReadonlyMap<PathKey, Found['stats']>): Map<string, Named> {
  const leaders = new Map<string, Named>();
  const stillNames = (entry: Named) => String(now.get(entry.path)?.ino) === entry.inode;
  for (const entry of entries) {
    if (entry.hardLink === null) continue;
    const leader = leaders.get(entry.hardLink);
    if (!leader || (!stillNames(leader) && stillNames(entry))) leaders.set(entry.hardLink, entry);
  }
  return leaders;
}

/** Removes what the snapshot does not know, or knows as something else; deepest first. */
async function removeAdded(
  work: Work,
  entries: readonly ManifestEntry[],
  found: readonly Found[],
): Promise<void> {
  const kinds = new Map(entries.map((entry) => [entry.path, entry.kind]));
  const added = found.filter(({ path, stats }) => {
    const kind = kinds.get(path);
    // What took the place of a socket or pipe stays: there is nothing to put there.
    return path !== '' && kind !== 'special' && kind !== kindOf(stats);
  });
  const remove = async (path: PathKey, folder: boolean) => {
    const absolute = absolutePath(work.root, path);
    try {
      await withUnlockedParent(absolute, () => (folder ? rmdir(absolute) : unlink(absolute)));
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return true;
      // It holds an excluded path, which is not ours to remove.
      const holds =
        folder && (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') && !kinds.has(path);
      if (holds && (await lstat(absolute)).isDirectory()) return false;
      throw error;
    }
  };
  await work.each(
    added.filter(({ stats }) => !stats.isDirectory()),
    ({ path }) => remove(path, false),
  );
  for (const { path, stats } of [...added].reverse()) {
    if (stats.isDirectory()) await work.each([{ path }], () => remove(path, true));
  }
}

function kindOf(stats: Found['stats']): ManifestEntry['kind'] {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFile()) return 'file';
  return stats.isSymbolicLink() ? 'link' : 'special';
}

function ofKind<Kind extends ManifestEntry['kind']>(
  entries: readonly ManifestEntry[],
  kind: Kind,
): EntryOf<Kind>[] {
  return entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
}

function pathsOf(entries: readonly ManifestEntry[], kind: ManifestEntry['kind']): PathKey[] {
  return entries.filter((entry) => entry.kind === kind).map((entry) => entry.path);
}
