/** Downloads from the stand-in hub: the way of the bytes, the cache, and what others have downloaded. */
import { mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPauseSwitch, inspectSnapshot } from '../../../src/core/models/index.ts';
import type { DownloadProgress } from '../../../src/core/schema/index.ts';
import { readContent } from '../../../src/rehearsal/hub/content.ts';
import { hashesOfHub, hashesOnDisk, leftovers, openHub, repo } from '../../support/hub.ts';

it('makes the standard layout: blobs by hash, relative links, the ref', async () => {
  const { hub, cache, download } = await openHub({ pageSize: 2 });
  const snapshot = await download();
  const root = join(cache, 'models--org--brain-MLX');
  const commit = hub.repos.get(repo)?.commit ?? '';
  expect(snapshot).toMatchObject({
    commit,
    folder: join(root, 'snapshots', commit),
    bytesFetched: 9_900_020,
  });
  expect(hashesOnDisk(snapshot, hub)).toEqual(hashesOfHub(hub));
  expect(snapshot.skipped).toEqual([{ path: 'README.md', size: 5, reason: 'for people to read' }]);
  expect(readlinkSync(join(snapshot.folder, 'sub/extra.json'))).toMatch(
    /^\.\.\/\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/,
  );
  expect(readFileSync(join(root, 'refs/main'), 'utf8')).toBe(commit);
  expect(leftovers(cache)).toEqual([]);
  expect(await inspectSnapshot(cache, repo)).toMatchObject({ commit, complete: true, dangling: [] });
});

it('takes nothing over the wire that is there already, and mends links', async () => {
  const { hub, download } = await openHub();
  const first = await download();
  const before = hub.totals.bodyBytes;
  rmSync(join(first.folder, 'config.json'));
  const second = await download();
  expect(second.bytesFetched).toBe(0);
  expect(hub.totals.bodyBytes).toBe(before);
  expect(hashesOnDisk(second, hub)).toEqual(hashesOfHub(hub));
});

it('reuses a cache that another program made, also one whose blobs are links, without a byte', async () => {
  const { hub, cache, download } = await openHub();
  const root = join(cache, 'models--org--brain-MLX');
  const made = hub.repos.get(repo);
  for (const { path, hash, content, size } of made?.files.values() ?? []) {
    const link = join(root, 'snapshots', made?.commit ?? '', path);
    for (const folder of [join(root, 'blobs'), join(cache, 'store'), join(link, '..')])
      mkdirSync(folder, { recursive: true });
    writeFileSync(join(cache, 'store', hash), Buffer.concat([...readContent(content, 0, size)]));
    if (hash.length === 64) symlinkSync(join(cache, 'store', hash), join(root, 'blobs', hash));
    else writeFileSync(join(root, 'blobs', hash), Buffer.concat([...readContent(content, 0, size)]));
    if (!path.includes('/')) symlinkSync(`../../blobs/${hash}`, link);
  }
  const snapshot = await download();
  expect([snapshot.bytesFetched, hub.totals.bodyBytes]).toEqual([0, 0]);
  expect(snapshot.files.find(({ path }) => path === 'big.safetensors')?.realPath).toContain('/store/');
});

it('shows the token to the hub alone, and says nothing of being throttled', async () => {
  const { hub, env, download } = await openHub();
  const notes: string[][] = [];
  const onProgress = (progress: DownloadProgress) => notes.push(progress.notes);
  await download({ token: undefined, env: { ...env, HF_TOKEN: 'rehearsal-token\n' }, onProgress });
  expect(Object.keys(hub.totals.authorized)).toEqual([new URL(hub.origin).host]);
  expect(notes.flat()).toEqual([]);
});

it('tells its progress as data', async () => {
  const { download } = await openHub({ bytesPerSecond: 4_000_000 });
  const seen: DownloadProgress[] = [];
  await download({ onProgress: (progress) => seen.push(progress) });
  expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(
    expect.arrayContaining(['listing', 'downloading', 'verifying', 'linking', 'done']),
  );
  expect(seen.some(({ bytesPerSecond, etaMs }) => (bytesPerSecond ?? 0) > 0 && (etaMs ?? 0) > 0)).toBe(true);
  const done = seen.map(({ bytesDone }) => bytesDone);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  const last = seen.at(-1);
  expect(last).toMatchObject({
    phase: 'done',
    bytesDone: last?.bytesTotal,
    bytesFetched: 9_900_020,
    etaMs: null,
  });
  expect(last?.files.every(({ size, done: bytes, state }) => bytes === size && state === 'done')).toBe(true);
  expect(last?.notes).toEqual(['No Hugging Face token: anonymous downloads are throttled.']);
});

it('stops when aborted, and goes on from the bytes on disk', async () => {
  const { hub, download } = await openHub({ bytesPerSecond: 2_000_000 });
  const abort = new AbortController();
  const reason = new Error('Closed by the person');
  const onProgress = ({ bytesDone }: DownloadProgress) => {
    if (bytesDone > 3_000_000) abort.abort(reason);
  };
  await expect(download({ signal: abort.signal, onProgress })).rejects.toBe(reason);
  hub.behaviour.bytesPerSecond = null;
  const snapshot = await download();
  expect(snapshot.bytesFetched).toBeLessThan(7_000_000);
  expect(hashesOnDisk(snapshot, hub)).toEqual(hashesOfHub(hub));
});

it('sends nothing while it is paused, and loses nothing', async () => {
  const { hub, download } = await openHub({ bytesPerSecond: 2_000_000 });
  const pause = createPauseSwitch();
  const paused = Promise.withResolvers<void>();
  let bytesAtResume = 0;
  const onProgress = (progress: DownloadProgress) => {
    if (progress.bytesDone > 2_000_000 && bytesAtResume === 0 && !pause.paused) pause.pause();
    if (progress.paused && progress.files.every(({ state }) => state !== 'verifying')) paused.resolve();
  };
  const running = download({ pause, onProgress });
  await paused.promise;
  const { requests } = hub.totals;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(hub.totals.requests).toBe(requests);
  bytesAtResume = hub.totals.bodyBytes;
  hub.behaviour.bytesPerSecond = null;
  pause.resume();
  const snapshot = await running;
  expect(snapshot.bytesFetched).toBeLessThan(10_500_000);
  expect(hashesOnDisk(snapshot, hub)).toEqual(hashesOfHub(hub));
});
