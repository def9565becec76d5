/** Finding a rollout by the id of its thread. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRollout, threadStart } from './find-rollout.ts';

/** Made on 22 November 2026, 16:25:08 UTC. */
const threadId = '01a20413-61d9-78f2-9720-ef2e9fbd807b';
let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'find-rollout-'));
});
afterAll(() => rm(home, { recursive: true }));

async function put(day: string, id: string): Promise<string> {
  await mkdir(join(home, 'sessions', day), { recursive: true });
  const file = join(home, 'sessions', day, `rollout-2026-01-01T00-00-00-${id}.jsonl`);
  await writeFile(file, '');
  return file;
}

describe('findRollout', () => {
  it('knows from the id when the thread began', () => {
    expect(new Date(threadStart(threadId) ?? 0).toISOString()).toBe('2026-11-22T16:25:08.825Z');
    expect(threadStart('01a20413-61d9-48f2-9720-ef2e9fbd807b')).toBeNull();
  });

  it('finds a thread of long ago by its own day', async () => {
    const date = new Date(threadStart(threadId) ?? 0);
    const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
    const file = await put(day.map((n) => String(n).padStart(2, '0')).join('/'), threadId);
    await put('2026/11/22', '01a20413-61d9-78f2-9720-ef2e9fbd8000');
    expect(await findRollout({ codexHome: home, threadId })).toBe(file);
  });

  it('finds an id that tells no time in whatever day it lies', async () => {
    const id = '0d5e4aa6-3c7b-4e0a-9d5e-2f6d8f3b1c11';
    const file = await put('2019/02/28', id);
    expect(await findRollout({ codexHome: home, threadId: id })).toBe(file);
  });

  it('waits for a file that is about to appear', async () => {
    const id = '01a20413-61d9-78f2-9720-000000000001';
    const found = findRollout({ codexHome: home, threadId: id, timeoutMs: 20_000 });
    const file = await put('2026/11/22', id);
    expect(await found).toBe(file);
  });

  it('gives null when there is none, also without a sessions folder', async () => {
    const id = '01a20413-61d9-78f2-9720-000000000002';
    expect(await findRollout({ codexHome: home, threadId: id, timeoutMs: 60 })).toBeNull();
    expect(await findRollout({ codexHome: join(home, 'nowhere'), threadId: id })).toBeNull();
  });

  it('refuses what is not a thread id, so that no path can be smuggled in', async () => {
    await expect(findRollout({ codexHome: home, threadId: '../../etc/passwd' })).rejects.toThrow(
      /not the id/,
    );
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const found = findRollout({ codexHome: home, threadId, timeoutMs: 0, signal: AbortSignal.abort() });
    await expect(found).rejects.toThrow(/aborted/);
    const id = '01a20413-61d9-78f2-9720-000000000003';
    const waiting = findRollout({ codexHome: home, threadId: id, timeoutMs: 60_000, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(waiting).rejects.toThrow('enough');
  });
});
