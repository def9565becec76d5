/** Fetches many files over several connections at once, verifies each, and makes blobs of them. */
import type { ModelFolders } from '../hf-cache/index.ts';
import { HubError } from './errors.ts';
import { fetchRange } from './fetch-range.ts';
import type { FileHash, Hasher } from './hasher.ts';
import { covered, gapsOf, prefixOf } from './intervals.ts';
import {
  openPartial,
  type PartialFile,
  promotePartial,
  readLeftover,
  removePartial,
} from './partial-file.ts';
import type { PauseSwitch } from './pause.ts';
import type { Conversation, HubFile } from './protocol.ts';
import type { Report } from './report.ts';
import { type FileWork, newWork, type Range, takeRange } from './work.ts';

export interface TransferContext extends Conversation {
  commit: string;
  folders: ModelFolders;
  connections: number;
  stallMs: number;
  hasher: Hasher;
  pause: PauseSwitch;
  report: Report;
}

/** Each file by its hash once. Resolves when every blob is in place; on failure everything written is kept. */
export async function transferFiles(context: TransferContext, files: readonly HubFile[]): Promise<void> {
  const { blobs } = context.folders;
  const works = await Promise.all(files.map(async (file) => newWork(file, await readLeftover(blobs, file))));
  for (const { file, leftover } of works) context.report.file(file.hash, covered(leftover), 'waiting');
  const hashes = new Map<FileWork, FileHash>();
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const inner = { ...context, signal };
  let changed = Promise.withResolvers<void>();
  const finishing = new Set<Promise<void>>();
  let failure: unknown = null;

  const wake = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const fail = (error: unknown) => {
    failure ??= error;
    stop.abort(error);
    wake();
  };
  context.signal.addEventListener('abort', wake);

  const open = (work: FileWork): Promise<PartialFile> => {
    work.partial ??= openPartial(blobs, work.file, work.leftover).then((partial) => {
      const hash = context.hasher.follow(partial.path, work.file);
      hashes.set(work, hash);
      hash.advance(prefixOf(partial.done));
      return partial;
    });
    return work.partial;
  };

  const finish = (work: FileWork) => {
    if (works.every(({ gaps, active }) => gaps.length === 0 && active === 0))
      context.report.phase('verifying');
    const done = verify(work)
      .catch(fail)
      .finally(() => {
        finishing.delete(done);
        wake();
      });
    finishing.add(done);
  };

  const verify = async (work: FileWork) => {
    const partial = await open(work);
    signal.throwIfAborted();
    const { file } = work;
    context.report.file(file.hash, file.size, 'verifying');
    const digest = await Promise.race([
      hashes.get(work)?.digest,
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
    ]);
    await partial.close();
    work.partial = null;
    if (digest === file.hash) {
      await promotePartial(blobs, file.hash);
      context.report.file(file.hash, file.size, 'done');
    } else await startOver(work, String(digest));
  };

  const startOver = async ({ file, attempt }: FileWork, digest: string) => {
    await removePartial(blobs, file.hash);
    context.report.file(file.hash, 0, 'waiting');
    if (attempt > 1) throw mismatch(file, digest);
    context.report.note(`${file.path} came with wrong bytes and is downloaded once more.`);
    works.push(newWork(file, [], attempt + 1));
    context.report.phase('downloading');
  };

  const fetchOne = async (range: Range) => {
    const { work } = range;
    const { file } = work;
    const interrupt = context.pause.interrupt;
    try {
      const partial = await open(work);
      const write = async (buffers: readonly Buffer[], position: number) => {
        await partial.write(buffers, position);
        context.report.fetched(buffers.reduce((sum, { length }) => sum + length, 0));
        context.report.file(file.hash, covered(partial.done), 'downloading');
        hashes.get(work)?.advance(prefixOf(partial.done));
      };
      await fetchRange({ ...inner, write, signal: AbortSignal.any([signal, interrupt]) }, range);
    } catch (error) {
      if (signal.aborted || !interrupt.aborted) throw error;
    } finally {
      work.active -= 1;
    }
    if (work.active > 0) return;
    // Whatever a pause or a server without ranges has left open is to be fetched again.
    const left = gapsOf((await open(work)).done, file.size);
    if (work.active > 0) return;
    work.wholeBy = null;
    work.gaps = left;
    if (left.length === 0) finish(work);
  };

  const connect = async () => {
    while (!signal.aborted) {
      await context.pause.whilePaused(signal);
      const range = takeRange(works, context.connections);
      if (range) {
        await fetchOne(range);
        wake();
      } else if (finishing.size > 0 || works.some(({ active }) => active > 0)) await changed.promise;
      else return;
    }
  };

  for (const work of works) if (work.gaps.length === 0) finish(work);
  await Promise.all(Array.from({ length: context.connections }, () => connect().catch(fail)));
  await Promise.all(finishing);
  context.signal.removeEventListener('abort', wake);
  for (const work of works) {
    hashes.get(work)?.cancel();
    await work.partial?.then((partial) => partial.close()).catch(() => {});
  }
  context.signal.throwIfAborted();
  if (failure !== null) throw failure;
}

function mismatch({ path, hash }: HubFile, digest: string): HubError {
  return new HubError(
    'hash_mismatch',
    `${path} came with wrong bytes twice: expected ${hash}, got ${digest}. A proxy or the disk may be at fault; try another network, or start again later. The other files are kept.`,
  );
}
