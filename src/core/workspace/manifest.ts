/** The list of what a snapshot holds, one JSON line per path, readable by people in need. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { codeOf, WorkspaceError, wordsOf } from './error.ts';
import { isSafeKey } from './path-bytes.ts';

const Nanoseconds = z.string().regex(/^-?\d+$/);
const Path = z.string().refine(isSafeKey, 'leaves the workspace');
const Owned = { path: Path, mode: z.number().int(), uid: z.number().int(), gid: z.number().int() };
/** By these a path is known not to have changed. */
const Stamp = { inode: z.string(), ctimeNs: Nanoseconds, mtimeNs: Nanoseconds };

/** Equal for names of one and the same file; null for a file with one name. */
const Named = { hardLink: z.string().nullable() };

/** Paths have one character per byte (latin1). */
export const ManifestEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), ...Owned, mtimeNs: Nanoseconds }),
  z.object({
    kind: z.literal('file'),
    ...Owned,
    ...Stamp,
    size: z.number().int().nonnegative(),
    /** Number of the copy under `files/`. */
    copy: z.number().int().nonnegative(),
    ...Named,
  }),
  z.object({ kind: z.literal('link'), ...Owned, ...Stamp, ...Named, target: z.string() }),
  /** Noted and left alone: a socket, pipe or device. */
  z.object({ kind: z.literal('special'), ...Owned, ...Stamp }),
  /** A file or folder that we were not allowed to read. */
  z.object({ kind: z.literal('unreadable'), ...Owned, ...Stamp }),
]);
export type ManifestEntry = z.infer<typeof ManifestEntry>;
export type EntryOf<Kind extends ManifestEntry['kind']> = Extract<ManifestEntry, { kind: Kind }>;

const Header = z.object({
  brainswapSnapshot: z.literal(1),
  /** Absolute path of the workspace, one character per byte (latin1). */
  folder: z.string(),
  takenAtMs: z.number(),
  /** Paths that are neither copied nor put back. */
  excluded: z.array(Path),
  bytes: z.number(),
  entries: z.number(),
});
type Header = z.infer<typeof Header>;

/** A copy of a workspace on disk. All else is in its manifest, so that it outlives this process. */
export interface WorkspaceSnapshot {
  /** The workspace's real path. */
  readonly folder: string;
  /** The folder of the copy. */
  readonly into: string;
  /** Bytes of all files. */
  readonly bytes: number;
  /** Files, folders and links. */
  readonly entries: number;
}

export interface Manifest {
  header: Header;
  /** Folders come before what they hold. */
  entries: ManifestEntry[];
}

const manifestName = 'manifest.jsonl';

/** Where the copy of a file lies; a thousand to a folder. */
export function copyPath(into: string, copy: number): string {
  return join(into, 'files', String(Math.floor(copy / 1000)), String(copy));
}

/** Written last, so that a folder with a manifest is a whole snapshot. */
export async function writeManifest(into: string, { header, entries }: Manifest): Promise<void> {
  let file: FileHandle | null = null;
  try {
    file = await open(join(into, manifestName), 'wx', 0o600);
    let text = `${JSON.stringify(header)}\n`;
    for (const entry of entries) {
      text += `${JSON.stringify(entry)}\n`;
      if (text.length > 1_000_000) {
        await file.appendFile(text);
        text = '';
      }
    }
    await file.appendFile(text);
    await file.sync();
  } finally {
    await file?.close();
  }
}

/** Throws WorkspaceError `bad_snapshot` when the folder holds no whole snapshot. */
export async function readManifest(into: string): Promise<Manifest> {
  try {
    const lines = createInterface({ input: createReadStream(join(into, manifestName)), crlfDelay: Infinity });
    let header: Header | null = null;
    const entries: ManifestEntry[] = [];
    for await (const line of lines) {
      if (header === null) header = Header.parse(JSON.parse(line));
      else entries.push(ManifestEntry.parse(JSON.parse(line)));
    }
    if (header === null || entries.length !== header.entries) throw new Error('the list is cut off');
    return { header, entries };
  } catch (error) {
    const reason = codeOf(error) === 'ENOENT' ? 'it has no list of files' : wordsOf(error);
    throw new WorkspaceError(
      'bad_snapshot',
      `${into} does not hold a whole copy of a workspace (${reason}). It was left as it is; look into its "files" folder for your data.`,
      { cause: error, snapshot: into },
    );
  }
}
