/** What the hub and the network do wrong: mended where it can be, and else said so that a person can act on it. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DownloadProgress } from '../../../src/core/schema/index.ts';
import type { HubBehaviourChange, RepoSpec } from '../../../src/rehearsal/index.ts';
import { hashesOfHub, hashesOnDisk, leftovers, openHub, repo, smallRepo } from '../../support/hub.ts';

const files = smallRepo.files;

describe('is mended', () => {
  it.each<[string, HubBehaviourChange]>([
    ['cut connections', { cut: { times: 3, afterBytes: 100_000 } }],
    ['cut before the first byte', { cut: { times: 3, afterBytes: 0 } }],
    ['silence', { stall: { times: 2, afterBytes: 50_000 } }],
    ['503', { failure: { times: 3, status: 503 } }],
    ['429 with RateLimit', { tooMany: { times: 2, seconds: 1, header: 'RateLimit' } }],
    ['429 with Retry-After', { tooMany: { times: 1, seconds: 1, header: 'Retry-After' } }],
    ['200 to a range', { ignoreRange: 3 }],
    ['200 to every range', { ignoreRange: 1_000, cut: { times: 2, afterBytes: 200_000 } }],
    ['wrong bytes of one file', { corrupt: { times: 1, path: 'model-00002.safetensors' } }],
    ['wrong bytes of a small file', { corrupt: { times: 1, path: 'config.json' } }],
  ])('%s', async (_, behaviour) => {
    const { hub, cache, download } = await openHub(behaviour);
    const snapshot = await download({ retry: { attempts: 6, firstPauseMs: 5, longestPauseMs: 20 } });
    expect(hashesOnDisk(snapshot, hub)).toEqual(hashesOfHub(hub));
    expect(leftovers(cache)).toEqual([]);
  });

  it('a signed address that expires between two ranges, and on a later resume', async () => {
    const { hub, download } = await openHub({
      signedForMs: 150,
      bytesPerSecond: 3_000_000,
      cut: { times: 6, afterBytes: 600_000 },
    });
    const snapshot = await download({ connections: 2 });
    expect(
      hub.log.entries().filter(({ status, path }) => status === 403 && /^\/[0-9a-f]{64}$/.test(path)).length,
    ).toBeGreaterThan(0);
    expect(hashesOnDisk(snapshot, hub)).toEqual(hashesOfHub(hub));
  });

  it('and counted: retries, stalls, and the wait that was asked for', async () => {
    const { download } = await openHub({
      stall: { times: 2, afterBytes: 10, path: 'big.safetensors' },
      tooMany: { times: 1, seconds: 1, header: 'RateLimit' },
    });
    let last: DownloadProgress | null = null;
    await download({
      onProgress: (progress) => {
        last = progress;
      },
    });
    expect(last).toMatchObject({ stalls: 2, retries: 3 });
    expect(JSON.stringify(last)).toContain('limits requests; waiting 1 s as it asks');
  });
});

describe('is told', () => {
  const gated: RepoSpec = { id: repo, access: 'gated', granted: false, files };
  const hidden: RepoSpec = { id: repo, access: 'private', granted: false, files };
  const token = 'rehearsal-token';
  it.each<[string, string, RegExp, HubBehaviourChange, RepoSpec, object]>([
    [
      'a bad token',
      'bad_token',
      /^(?!.*hf_bad).*not valid.*settings\/tokens/,
      {},
      smallRepo,
      { token: 'hf_bad' },
    ],
    [
      'a gate, without a token',
      'gated',
      /Accept its licence at .*\/org\/brain-MLX, then set a Hugging Face token/,
      {},
      gated,
      {},
    ],
    [
      'a gate, with a token',
      'gated',
      /no access. Accept its licence at .*\/org\/brain-MLX with that account/,
      {},
      gated,
      { token },
    ],
    ['a private repository', 'not_found', /no model org\/brain-MLX, or it is private/, {}, hidden, {}],
    [
      'a missing repository',
      'not_found',
      /this token may not read it/,
      {},
      smallRepo,
      { token, repo: 'org/none' },
    ],
    [
      'a missing revision',
      'revision_not_found',
      /no revision "v9".*leave the revision out/,
      {},
      smallRepo,
      { revision: 'v9' },
    ],
    [
      'a limit without end',
      'rate_limited',
      /Set a Hugging Face token/,
      { tooMany: { times: 99, seconds: 0, header: 'RateLimit' } },
      smallRepo,
      {},
    ],
    ['a failing hub', 'hub_failed', /answers 503/, { failure: { times: 99, status: 503 } }, smallRepo, {}],
    [
      'silence without end',
      'stalled',
      /sends nothing.*VPN or a proxy.*kept/,
      { stall: { times: 99, afterBytes: 0 } },
      smallRepo,
      { stallMs: 60 },
    ],
    [
      'no network',
      'offline',
      /cannot be reached \(ECONNRE.*Check the network/,
      { refuse: true },
      smallRepo,
      {},
    ],
    [
      'a full disk',
      'disk_full',
      /still to be downloaded, and .* are free\. Make room/,
      {},
      smallRepo,
      { freeBytes: async () => 1_000_000 },
    ],
    [
      'wrong bytes twice',
      'hash_mismatch',
      /config\.json came with wrong bytes twice: expected [0-9a-f]{40}, got [0-9a-f]{40}/,
      { corrupt: { times: 9, path: 'config.json' } },
      smallRepo,
      {},
    ],
    [
      'a repository without weights for us',
      'nothing_to_download',
      /holds \.gguf\. Choose a repository with \.safetensors/,
      {},
      { id: repo, files: [{ path: 'a.gguf', bytes: 9 }] },
      {},
    ],
  ])('%s', async (_, code, words, behaviour, spec, options) => {
    const { failure } = await openHub(behaviour, [spec]);
    const error = await failure(options);
    expect(error.message).toMatch(words);
    expect(error.code).toBe(code);
  });

  it('a gate before the first byte is fetched, with its page', async () => {
    const { hub, failure } = await openHub({}, [gated]);
    expect((await failure()).page).toBe(`${hub.origin}/${repo}`);
    expect(hub.totals.bodyBytes).toBe(0);
  });

  it.each(['../../evil.json', '/etc/evil.json', 'a\0.json', 'CONFIG.json', 'sub', 'a\\b.json'])(
    'a hostile listing with %j, whole, before anything is written',
    async (path) => {
      const entry = { type: 'file', oid: 'a'.repeat(40), size: 1, path };
      const { hub, cache, failure } = await openHub({}, [{ ...smallRepo, rawEntries: [entry] }]);
      const error = await failure();
      expect([error.code, error.message]).toEqual([
        'hostile_listing',
        expect.stringContaining('Nothing was downloaded'),
      ]);
      expect([hub.totals.bodyBytes, existsSync(join(cache, 'models--org--brain-MLX'))]).toEqual([0, false]);
    },
  );

  it('a listing that is not one', async () => {
    const { failure } = await openHub({}, [{ ...smallRepo, rawEntries: [{ path: 5 }] }]);
    expect((await failure()).message).toMatch(/does not answer as the Hugging Face hub does/);
  });

  it('a cache that cannot be written', async () => {
    const { cache, failure, env } = await openHub();
    writeFileSync(join(cache, 'file'), '');
    const error = await failure({ env: { ...env, HF_HUB_CACHE: join(cache, 'file', 'hub') } });
    expect(error.code).toBe('cache_unwritable');
    expect(error.message).toMatch(/cannot be written \(E.*set HF_HUB_CACHE to another folder/);
  });

  it('an outage in mid-download, and the rest comes later', async () => {
    const { hub, download, failure } = await openHub({ bytesPerSecond: 2_000_000 });
    const onProgress = ({ bytesDone }: DownloadProgress) => {
      if (bytesDone > 3_000_000) hub.behaviour.refuse = true;
    };
    hub.behaviour.cut = { times: 50, afterBytes: 1_500_000 };
    expect((await failure({ onProgress })).code).toBe('offline');
    Object.assign(hub.behaviour, { refuse: false, bytesPerSecond: null, cut: { times: 0, afterBytes: 0 } });
    const snapshot = await download();
    expect(snapshot.bytesFetched).toBeLessThan(7_500_000);
    expect(hashesOnDisk(snapshot, hub)).toEqual(hashesOfHub(hub));
  });
});
