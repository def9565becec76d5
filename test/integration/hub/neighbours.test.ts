/** One cache for all: the real `@huggingface/hub` reads what we downloaded, and we take what it downloaded. */
import { scanCacheDir, snapshotDownload } from '@huggingface/hub';
import { expect, it } from 'vitest';
import { hashesOfHub, hashesOnDisk, openHub, repo, smallRepo } from '../../support/hub.ts';

/** Plain HTTPS; the option is passed through, though its type does not know it. */
function theirDownload(hubUrl: string, cacheDir: string): Promise<string> {
  const options = { repo, hubUrl, cacheDir, xet: false };
  return snapshotDownload(options);
}

it('reuses a cache made by @huggingface/hub with zero bytes of files', async () => {
  // It asks for the first byte of every file, which an empty one has not.
  const filled = { ...smallRepo, files: smallRepo.files.filter(({ path }) => path !== 'empty.json') };
  const { hub, cache, download } = await openHub({}, [filled]);
  const theirs = await theirDownload(hub.origin, cache);
  const before = hub.totals.bodyBytes;
  const ours = await download();
  expect([ours.folder, ours.bytesFetched, hub.totals.bodyBytes]).toEqual([theirs, 0, before]);
  expect(hashesOnDisk(ours, hub)).toEqual(hashesOfHub(hub));
});

it('leaves a cache that scanCacheDir reads without a warning, and that @huggingface/hub reuses', async () => {
  // It looks into the first level of a snapshot only, and fetches what we skip.
  const flat = { ...smallRepo, files: smallRepo.files.filter(({ path }) => !/\/|\.md$/.test(path)) };
  const { hub, cache, download } = await openHub({}, [flat]);
  const ours = await download();
  const { repos, warnings, size } = await scanCacheDir(cache);
  expect([warnings, size, repos.length]).toEqual([[], 9_900_018, 1]);
  expect(repos[0]?.id).toEqual({ name: repo, type: 'model' });
  const revision = repos[0]?.revisions[0];
  expect(revision).toMatchObject({ commitOid: ours.commit, refs: ['main'], size: 9_900_018 });
  expect(revision?.files.map(({ blob }) => blob.path).sort()).toEqual(
    ours.files.map(({ realPath }) => realPath).sort(),
  );
  const before = hub.totals.bodyBytes;
  expect(await theirDownload(hub.origin, cache)).toBe(ours.folder);
  expect(hub.totals.bodyBytes).toBe(before);
});
