/** A file that is not whole yet, and the journal beside it. Neither has a name that other programs take for theirs. */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addInterval, clipTo, covered, type Interval } from './intervals.ts';
import { type JournalOwner, journalHeader, journalLines, parseJournal } from './journal.ts';

/** At most so many milliseconds lie between the bytes and their line in the journal: what a kill -9 can lose. */
const journalDelayMs = 20;

export interface PartialFile {
  readonly path: string;
  /** Written bytes. */
  readonly done: readonly Interval[];
  /** Writes at a position of the file; resolves when the system has the bytes. */
  write(buffers: readonly Buffer[], position: number): Promise<void>;
  /** Writes down what is there and closes. */
  close(): Promise<void>;
}

function pathsOf(blobs: string, hash: string) {
  const path = join(blobs, `${hash}.brainswap-partial`);
  return { path, journal: join(blobs, `${hash}.brainswap-journal`) };
}

/** What an earlier process has left of a file. */
export async function readLeftover(blobs: string, owner: JournalOwner): Promise<Interval[]> {
  const { path, journal } = pathsOf(blobs, owner.hash);
  try {
    const intervals = parseJournal(await readFile(journal, 'utf8'), owner);
    return clipTo(intervals ?? [], (await stat(path)).size);
  } catch {
    return [];
  }
}

/** Bytes that an earlier process has left, for those who only want to look. */
export async function measureLeftover(blobs: string, owner: JournalOwner): Promise<number> {
  return covered(await readLeftover(blobs, owner));
}

export async function removePartial(blobs: string, hash: string): Promise<void> {
  const { path, journal } = pathsOf(blobs, hash);
  await rm(journal, { force: true });
  await rm(path, { force: true });
}

/** Makes the blob of a file that was found right. */
export async function promotePartial(blobs: string, hash: string): Promise<void> {
  const { path, journal } = pathsOf(blobs, hash);
  await rename(path, join(blobs, hash));
  await rm(journal, { force: true });
}

/** Removes what a process that was killed between making a blob and tidying up has left beside it. */
export async function sweepLeftovers(blobs: string): Promise<void> {
  const names = new Set(await readdir(blobs).catch(() => []));
  for (const name of names) {
    const hash = /^([0-9a-f]+)\.brainswap-(?:partial|journal(?:\.new)?)$/.exec(name)?.[1];
    if (hash !== undefined && names.has(hash)) await rm(join(blobs, name), { force: true });
  }
}

async function writeAll(handle: FileHandle, buffers: readonly Buffer[], position: number): Promise<void> {
  let rest = buffers;
  let at = position;
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest, at);
    at += bytesWritten;
    let skip = bytesWritten;
    const left: Buffer[] = [];
    for (const buffer of rest) {
      if (skip < buffer.length) left.push(skip > 0 ? buffer.subarray(skip) : buffer);
      skip = Math.max(0, skip - buffer.length);
    }
    rest = left;
  }
}

/** Goes on with `leftover` (from `readLeftover`), or begins anew when it is empty. */
export async function openPartial(
  blobs: string,
  owner: JournalOwner,
  leftover: readonly Interval[],
): Promise<PartialFile> {
  const { path, journal } = pathsOf(blobs, owner.hash);
  await mkdir(blobs, { recursive: true });
  // Written anew, and put in place in one step: a torn line of the last process must not meet our first one.
  const fresh = `${journal}.new`;
  const log = await open(fresh, 'w');
  let handle: FileHandle;
  try {
    await log.write(journalHeader(owner) + journalLines(leftover));
    await rename(fresh, journal);
    handle = await open(path, constants.O_RDWR | constants.O_CREAT);
  } catch (error) {
    await log.close();
    throw error;
  }
  let done: Interval[] = [...leftover];
  let unsaved: Interval[] = [];
  let timer: NodeJS.Timeout | null = null;
  let savedAt = 0;
  let saving: Promise<void> = Promise.resolve();
  let failure: unknown = null;

  const save = () => {
    timer = null;
    savedAt = performance.now();
    const lines = journalLines(unsaved);
    unsaved = [];
    saving = saving
      .then(async () => {
        if (lines !== '') await log.write(lines);
      })
      .catch((error: unknown) => {
        failure = error;
      });
  };

  return {
    path,
    get done() {
      return done;
    },
    async write(buffers, position) {
      if (failure !== null) throw failure;
      await writeAll(handle, buffers, position);
      const written = {
        start: position,
        end: position + buffers.reduce((sum, { length }) => sum + length, 0),
      };
      done = addInterval(done, written);
      unsaved = addInterval(unsaved, written);
      if (timer !== null) return;
      const wait = savedAt + journalDelayMs - performance.now();
      if (wait <= 0) save();
      else timer = setTimeout(save, wait);
    },
    async close() {
      if (timer !== null) clearTimeout(timer);
      save();
      await saving;
      await log.close();
      await handle.close();
    },
  };
}
