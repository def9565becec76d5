/** A stand-in hub, a cache of its own, and checks on what came out. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type DownloadOptions,
  downloadSnapshot,
  HubError,
  type Snapshot,
} from '../../src/core/models/index.ts';
import {
  type HubBehaviourChange,
  type HubServer,
  type RepoSpec,
  startHub,
} from '../../src/rehearsal/index.ts';

export const repo = 'org/brain-MLX';

/** A repository of few and small files. */
export const smallRepo: RepoSpec = {
  id: repo,
  files: [
    { path: 'config.json', text: '{"model_type":"x"}' },
    { path: 'sub/extra.json', text: '{}' },
    { path: 'README.md', text: 'hello' },
    { path: 'empty.json', text: '' },
    { path: 'model-{n}.safetensors', bytes: 300_000, count: 3 },
    { path: 'big.safetensors', bytes: 9_000_000 },
  ],
};

export interface HubWorld {
  hub: HubServer;
  env: Record<string, string>;
  cache: string;
  download(more?: Partial<DownloadOptions>): Promise<Snapshot>;
  /** The error a download ends with. */
  failure(more?: Partial<DownloadOptions>): Promise<HubError>;
}

export async function openHub(
  behaviour: HubBehaviourChange = {},
  repos: readonly RepoSpec[] = [smallRepo],
): Promise<HubWorld> {
  const hub = await startHub({ repos, behaviour });
  const cache = realpathSync(mkdtempSync(join(tmpdir(), 'brainswap-hub-')));
  onTestFinished(async () => {
    await hub.close();
    rmSync(cache, { recursive: true, force: true });
  });
  const env = { HOME: cache, HF_ENDPOINT: hub.origin, HF_HUB_CACHE: cache };
  const retry = { attempts: 4, firstPauseMs: 5, longestPauseMs: 20 };
  const download = (more: Partial<DownloadOptions> = {}) =>
    downloadSnapshot({ repo, env, token: null, stallMs: 400, retry, ...more });
  return {
    hub,
    env,
    cache,
    download,
    async failure(more) {
      const error = await download(more).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof HubError)) throw new Error(`Wanted a HubError, got ${String(error)}`);
      return error;
    },
  };
}

/** Hashes of the files of a snapshot, by path, read from the disk. */
export function hashesOnDisk({ folder }: { folder: string }, hub: HubServer, id = repo): [string, string][] {
  const files = [...(hub.repos.get(id)?.files.values() ?? [])].filter(({ path }) => !path.endsWith('.md'));
  return files.map(({ path, lfs }) => {
    const bytes = readFileSync(join(folder, path));
    const hash = lfs ? createHash('sha256') : createHash('sha1').update(`blob ${bytes.length}\0`);
    return [path, hash.update(bytes).digest('hex')];
  });
}

/** What the hub says the hashes are. */
export function hashesOfHub(hub: HubServer, id = repo): [string, string][] {
  const files = [...(hub.repos.get(id)?.files.values() ?? [])].filter(({ path }) => !path.endsWith('.md'));
  return files.map(({ path, hash }) => [path, hash]);
}

/** Names in the folder of blobs that are no blobs. */
export function leftovers(cache: string, id = repo): string[] {
  const blobs = join(cache, `models--${id.replace('/', '--')}`, 'blobs');
  return readdirSync(blobs).filter((name) => name.includes('.'));
}
