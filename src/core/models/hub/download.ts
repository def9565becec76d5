/** Downloads one revision of a model into the standard cache: resumable, verified, shared with other programs. */
import { mkdir, realpath, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadProgress, SkippedFile } from '../../schema/index.ts';
import {
  type Environment,
  findFile,
  hubLocations,
  linkFile,
  type ModelFolders,
  modelFolders,
  writeRef,
} from '../hf-cache/index.ts';
import { diskFull, HubError, storageError } from './errors.ts';
import { createHasher } from './hasher.ts';
import { lockModel } from './lock.ts';
import { measureLeftover, sweepLeftovers } from './partial-file.ts';
import { defaultRetryRule, type RetryRule, type SharedGate } from './patience.ts';
import { createPauseSwitch, type PauseSwitch } from './pause.ts';
import { type Conversation, checkAccess, fetchCommit, fetchListing, type HubFile } from './protocol.ts';
import { createReport, type Report } from './report.ts';
import { mlxPatterns, selectFiles } from './select.ts';
import {
  checkRepoId,
  checkRevision,
  checkToken,
  findHubToken,
  type HubSource,
  hubEndpoint,
} from './source.ts';
import { transferFiles } from './transfer.ts';
import { createTransport } from './transport.ts';

export interface DownloadOptions {
  /** `owner/name` */
  repo: string;
  /** A branch, a tag or a commit. Default `main`. */
  revision?: string;
  /** Decides the hub, the cache and the proxy (`HF_ENDPOINT`, `HF_HUB_CACHE`, `HF_HOME`, `HTTPS_PROXY`, …). */
  env: Environment;
  /** Null goes without; undefined looks for `HF_TOKEN` and the standard token file. */
  token?: string | null | undefined;
  /** At once. Default 6. */
  connections?: number;
  /** Which files; default those that MLX needs. */
  patterns?: readonly string[];
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
  pause?: PauseSwitch;
  /** A silent connection is opened anew after so many milliseconds. Default 15,000. */
  stallMs?: number;
  retry?: Partial<RetryRule>;
  /** Free bytes on the disk of a folder; for tests. */
  freeBytes?: (folder: string) => Promise<number>;
}

export interface SnapshotFile {
  path: string;
  /** Bytes. */
  size: number;
  /** sha256 of LFS files, else git's sha1. */
  hash: string;
  /** Leads to the bytes without any link on the way. */
  realPath: string;
}

export interface Snapshot {
  repo: string;
  revision: string;
  commit: string;
  /** `…/models--owner--name/snapshots/<commit>` */
  folder: string;
  files: SnapshotFile[];
  skipped: SkippedFile[];
  /** Bytes that came over the wire in this call. */
  bytesFetched: number;
}

/** Left free on the disk for everybody else, in bytes. */
const spareBytes = 256 * 1024 * 1024;

async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Resolves when the snapshot is whole, verified and linked. Throws HubError with what to do next, or the reason of the
 * signal. Call it again after any end, also a kill -9: it goes on with what is there.
 */
export async function downloadSnapshot(options: DownloadOptions): Promise<Snapshot> {
  const { env, repo, revision = 'main' } = options;
  checkRepoId(repo);
  checkRevision(revision);
  const token = options.token === undefined ? await findHubToken(env) : options.token;
  checkToken(token);
  const source: HubSource = { endpoint: hubEndpoint(env), repo, revision, token };
  const connections = Math.min(32, Math.max(1, Math.floor(options.connections ?? 6)));
  const stallMs = options.stallMs ?? 15_000;
  const pause = options.pause ?? createPauseSwitch();
  const { cache } = hubLocations(env);
  const folders = modelFolders(cache, repo);
  const report = createReport(source, options.onProgress ?? (() => {}));
  const { host } = new URL(source.endpoint);
  const gate: SharedGate = {
    host,
    closedUntil: 0,
    onRetry: report.retried,
    onWait: (ms) => report.note(`${host} limits requests; waiting ${Math.ceil(ms / 1000)} s as it asks.`),
  };
  const transport = createTransport(env, connections, stallMs);
  const hasher = createHasher();
  const signal = options.signal ?? new AbortController().signal;
  const talk: Conversation = {
    transport,
    source,
    gate,
    retry: { ...defaultRetryRule, ...options.retry },
    signal,
  };
  const unsubscribe = pause.onChange(() => report.paused(pause.paused));
  try {
    if (pause.paused) report.paused(true);
    if (token === null) report.note('No Hugging Face token: anonymous downloads are throttled.');
    const commit = await fetchCommit(talk);
    const { wanted, skipped } = selectFiles(
      await fetchListing(talk, commit),
      options.patterns ?? mlxPatterns,
    );
    if (wanted.length === 0) throw nothingWanted(repo, skipped);
    report.plan(commit, wanted, skipped);
    const largest = (await absentFiles(folders, commit, wanted, report)).sort((a, b) => b.size - a.size)[0];
    if (largest) {
      await checkAccess(talk, commit, largest);
      const lock = await lockModel(folders.locks, signal, (pid) =>
        lookOn(folders, commit, wanted, report, pid),
      );
      try {
        const absent = await absentFiles(folders, commit, wanted, report);
        await checkDisk(folders, absent, options.freeBytes ?? readFreeBytes);
        report.phase('downloading');
        await transferFiles(
          { ...talk, commit, folders, connections, stallMs, hasher, pause, report },
          absent,
        );
      } finally {
        await lock.release();
      }
    }
    report.phase('linking');
    await sweepLeftovers(folders.blobs);
    const files = await linkSnapshot(folders, commit, wanted);
    await writeRef(folders, revision, commit);
    report.phase('done');
    const folder = join(await realpath(folders.snapshots), commit);
    return { repo, revision, commit, folder, files, skipped, bytesFetched: report.progress.bytesFetched };
  } catch (error) {
    signal.throwIfAborted();
    throw storageError(error, cache) ?? error;
  } finally {
    unsubscribe();
    report.stop();
    transport.close();
    await hasher.close();
  }
}

/** What is not in the cache, by hash once; tells of what is. */
async function absentFiles(
  folders: ModelFolders,
  commit: string,
  wanted: readonly HubFile[],
  report: Report,
): Promise<HubFile[]> {
  const absent = new Map<string, HubFile>();
  for (const file of wanted) {
    const { state } = await findFile(folders, commit, file);
    if (state === 'absent') absent.set(file.hash, file);
    else report.file(file.hash, file.size, 'reused');
  }
  return [...absent.values()];
}

/** While another process downloads: shows how far it is. */
async function lookOn(
  folders: ModelFolders,
  commit: string,
  wanted: readonly HubFile[],
  report: Report,
  pid: number | null,
): Promise<void> {
  report.phase('waiting');
  report.note(`Another process${pid === null ? '' : ` (${pid})`} is downloading this model; waiting for it.`);
  for (const file of await absentFiles(folders, commit, wanted, report)) {
    report.file(file.hash, await measureLeftover(folders.blobs, file), 'waiting');
  }
}

async function checkDisk(
  { blobs }: ModelFolders,
  absent: readonly HubFile[],
  freeBytes: (folder: string) => Promise<number>,
): Promise<void> {
  await mkdir(blobs, { recursive: true });
  let needed = 0;
  for (const file of absent) needed += file.size - (await measureLeftover(blobs, file));
  const free = await freeBytes(blobs);
  if (needed > 0 && needed + spareBytes > free) throw diskFull(blobs, needed, free);
}

/** Links what is only a blob so far, and gives the real path of every file. */
async function linkSnapshot(
  folders: ModelFolders,
  commit: string,
  wanted: readonly HubFile[],
): Promise<SnapshotFile[]> {
  const files: SnapshotFile[] = [];
  for (const { path, size, hash } of wanted) {
    const found = await findFile(folders, commit, { path, size, hash });
    if (found.state === 'absent') {
      const words = `${path} has gone from the cache while the model was being linked. Start again.`;
      throw new HubError('cache_unwritable', words);
    }
    if (found.state === 'blob') await linkFile(folders, commit, { path, hash });
    files.push({ path, size, hash, realPath: found.realPath });
  }
  return files;
}

function nothingWanted(repo: string, skipped: readonly SkippedFile[]): HubError {
  const kinds = [...new Set(skipped.map(({ path }) => /\.[^./]+$/.exec(path)?.[0] ?? path))].slice(0, 8);
  const words = `${repo} has no file that is needed here; it holds ${kinds.join(', ') || 'nothing'}. Choose a repository with .safetensors, e.g. one with MLX in its name.`;
  return new HubError('nothing_to_download', words);
}
