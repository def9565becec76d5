/** Finds the rollout file of a thread: `$CODEX_HOME/sessions/YYYY/MM/DD/rollout-<local time>-<thread id>.jsonl`. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RolloutError } from './error.ts';

export interface FindRolloutOptions {
  /** The folder of CODEX_HOME, e.g. `~/.codex`. */
  codexHome: string;
  threadId: string;
  /** Ends the search; the promise then rejects with its reason. */
  signal?: AbortSignal;
  /** Milliseconds to wait for the file to appear; 0 looks once. */
  timeoutMs?: number;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The path of a thread's rollout, or null when there is none within `timeoutMs` (`--ephemeral` writes none).
 * The folder's date is the local day on which the thread began, so a resumed thread is found by its id, which
 * is a UUID version 7 and holds that time; ids of another kind are looked for in every day, newest first.
 * Throws RolloutError for what is not a thread id.
 */
export async function findRollout(options: FindRolloutOptions): Promise<string | null> {
  const { codexHome, threadId, signal, timeoutMs = 0 } = options;
  if (!uuid.test(threadId)) throw new RolloutError(`"${threadId}" is not the id of a Codex thread.`, null);
  const sessions = join(codexHome, 'sessions');
  const deadline = Date.now() + timeoutMs;
  for (let round = 0; ; round++) {
    signal?.throwIfAborted();
    const found =
      (await searchDays(sessions, likelyDays(threadId, Date.now()), threadId)) ??
      // Every day is dear with a long history, so only now and then.
      (round % 10 === 0 ? await searchDays(sessions, await allDays(sessions), threadId) : null);
    if (found !== null) return found;
    const left = deadline - Date.now();
    if (left <= 0) return null;
    await sleep(Math.min(left, 50), undefined, signal ? { signal } : {}).catch(() =>
      signal?.throwIfAborted(),
    );
  }
}

/** Milliseconds since the epoch at which a version 7 UUID was made (RFC 9562, section 5.7); null for another version. */
export function threadStart(threadId: string): number | null {
  if (threadId[14] !== '7') return null;
  return Number.parseInt(threadId.slice(0, 8) + threadId.slice(9, 13), 16);
}

/** The thread's own day, today and yesterday, and the neighbours, since the file name is in local time. */
function likelyDays(threadId: string, now: number): string[] {
  const start = threadStart(threadId) ?? now;
  const times = [start, now, now - dayMs, start - dayMs, start + dayMs];
  return [...new Set(times.map(dayFolder))];
}

function dayFolder(time: number): string {
  const date = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  return join(String(date.getFullYear()), two(date.getMonth() + 1), two(date.getDate()));
}

async function searchDays(sessions: string, days: string[], threadId: string): Promise<string | null> {
  for (const day of days) {
    const names = await list(join(sessions, day));
    const name = names.find((entry) => entry.startsWith('rollout-') && entry.endsWith(`-${threadId}.jsonl`));
    if (name !== undefined) return join(sessions, day, name);
  }
  return null;
}

/** Every YYYY/MM/DD, newest first. */
async function allDays(sessions: string): Promise<string[]> {
  const days: string[] = [];
  for (const year of await numbered(sessions)) {
    for (const month of await numbered(join(sessions, year))) {
      for (const day of await numbered(join(sessions, year, month))) days.push(join(year, month, day));
    }
  }
  return days;
}

async function numbered(folder: string): Promise<string[]> {
  return (await list(folder)).filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
}

/** A folder that is not there (yet) is empty. */
async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new RolloutError(
      `Codex's sessions folder ${folder} cannot be read (${code ?? String(error)}). Check its permissions.`,
      folder,
      { cause: error },
    );
  }
}
