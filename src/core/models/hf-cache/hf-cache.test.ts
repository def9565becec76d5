/** The cache as other programs know it. */
import {
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  findFile,
  hubLocations,
  inspectSnapshot,
  linkFile,
  listSnapshots,
  modelFolders,
  writeRef,
} from './index.ts';

const commit = 'c'.repeat(40);

function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'brainswap-cache-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('the place of the cache', () => {
  it.each([
    [{}, '/h/.cache/huggingface/hub', '/h/.cache/huggingface/token'],
    [{ XDG_CACHE_HOME: '/x' }, '/x/huggingface/hub', '/x/huggingface/token'],
    [{ XDG_CACHE_HOME: '/x', HF_HOME: '~/hf' }, '/h/hf/hub', '/h/hf/token'],
    [{ HF_HOME: '/hf', HUGGINGFACE_HUB_CACHE: '/old' }, '/old', '/hf/token'],
    [{ HUGGINGFACE_HUB_CACHE: '/old', HF_HUB_CACHE: '/new', HF_TOKEN_PATH: '/t' }, '/new', '/t'],
    [{ HF_HUB_CACHE: '', HF_HOME: '' }, '/h/.cache/huggingface/hub', '/h/.cache/huggingface/token'],
  ])('of %j is %s', (env, cache, tokenFile) => {
    expect(hubLocations({ HOME: '/h', ...env })).toEqual({ cache, tokenFile });
  });
});

describe('a snapshot', () => {
  it('is made of relative links, also from subfolders, and is found again', async () => {
    const cache = temporary();
    const folders = modelFolders(cache, 'org/name');
    write(join(folders.blobs, 'aa'), 'bytes');
    for (const path of ['config.json', 'sub/deep/model.safetensors'])
      await linkFile(folders, commit, { path, hash: 'aa' });
    await writeRef(folders, 'main', commit);
    const snapshot = await inspectSnapshot(cache, 'org/name');
    expect(readlinkSync(join(folders.snapshots, commit, 'config.json'))).toBe('../../blobs/aa');
    expect(readlinkSync(join(folders.snapshots, commit, 'sub/deep/model.safetensors'))).toBe(
      '../../../../blobs/aa',
    );
    expect(snapshot).toMatchObject({ commit, complete: true, dangling: [], missing: [] });
    expect(snapshot?.files.map(({ realPath }) => realPath)).toEqual(Array(2).fill(join(folders.blobs, 'aa')));
    expect(await listSnapshots(cache)).toEqual([snapshot]);
  });

  it('replaces a link that is wrong, and tells dangling links and missing shards', async () => {
    const cache = temporary();
    const folders = modelFolders(cache, 'org/name');
    const index = JSON.stringify({ weight_map: { a: 'model-1.safetensors', b: 'model-2.safetensors' } });
    write(join(folders.blobs, 'ii'), index);
    write(join(folders.snapshots, commit, 'config.json'), '{}');
    await linkFile(folders, commit, { path: 'model.safetensors.index.json', hash: 'wrong' });
    await linkFile(folders, commit, { path: 'model.safetensors.index.json', hash: 'ii' });
    await linkFile(folders, commit, { path: 'model-1.safetensors', hash: 'gone' });
    expect(await inspectSnapshot(cache, 'org/name', commit)).toMatchObject({
      complete: false,
      dangling: ['model-1.safetensors'],
      missing: ['model-1.safetensors', 'model-2.safetensors'],
    });
  });

  it('that nobody made is null', async () => {
    expect(await inspectSnapshot(temporary(), 'org/name')).toBeNull();
    expect(await listSnapshots('/nowhere')).toEqual([]);
  });
});

describe('a wanted file', () => {
  const wanted = { path: 'a/model.safetensors', size: 5, hash: 'abc' };

  it('is absent, then a blob, then linked by real path', async () => {
    const cache = temporary();
    const folders = modelFolders(cache, 'org/name');
    expect(await findFile(folders, commit, wanted)).toEqual({ state: 'absent' });
    write(join(folders.blobs, 'abc'), '12345');
    expect(await findFile(folders, commit, wanted)).toMatchObject({ state: 'blob' });
    await linkFile(folders, commit, wanted);
    const realPath = join(folders.blobs, 'abc');
    expect(await findFile(folders, commit, wanted)).toEqual({ state: 'linked', realPath });
  });

  it('is taken from a cache whose blobs are links themselves, or that has files in place of links', async () => {
    const cache = temporary();
    const folders = modelFolders(cache, 'org/name');
    const elsewhere = join(cache, 'store', 'abc');
    write(elsewhere, '12345');
    mkdirSync(folders.blobs, { recursive: true });
    symlinkSync(elsewhere, join(folders.blobs, 'abc'));
    expect(await findFile(folders, commit, wanted)).toEqual({ state: 'blob', realPath: elsewhere });
    const file = join(folders.snapshots, commit, wanted.path);
    write(file, '12345');
    expect(await findFile(folders, commit, wanted)).toEqual({ state: 'linked', realPath: file });
  });

  it('of another size is not taken', async () => {
    const cache = temporary();
    const folders = modelFolders(cache, 'org/name');
    write(join(folders.blobs, 'abc'), '1234');
    await linkFile(folders, commit, wanted);
    expect(await findFile(folders, commit, wanted)).toEqual({ state: 'absent' });
  });
});
