/** Copies of a workspace and the way back, case by case. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  discardSnapshot,
  openSnapshot,
  restoreWorkspace,
  snapshotWorkspace,
  WorkspaceError,
} from './index.ts';
import { describeTree } from './tree-description.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')));
afterAll(() => {
  execFileSync('chmod', ['-R', 'u+rwx', base]);
  rmSync(base, { recursive: true });
});
const isRoot = process.getuid?.() === 0;
let count = 0;

/** A workspace with these files, and a place for its copy. */
function workspace(files: Record<string, string> = {}) {
  const outside = join(base, String(++count));
  const folder = join(outside, 'work');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const at = (name: string) => join(folder, name);
  return { outside, folder, at, options: { folder, into: join(outside, 'copy'), maxBytes: 1e9 } };
}

const failure = (promise: Promise<unknown>): Promise<WorkspaceError> =>
  promise.then(
    () => expect.fail('should have failed'),
    (error) => {
      expect(error).toBeInstanceOf(WorkspaceError);
      return error;
    },
  );

describe('snapshotWorkspace and restoreWorkspace', () => {
  it('put a Git repository back: staged, unstaged, untracked and ignored work', async () => {
    const { folder, at, options } = workspace({
      'a.txt': 'a\n',
      'b.txt': 'b\n',
      'gone.txt': 'x\n',
      '.gitignore': '*.log\n',
    });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
        cwd: folder,
        encoding: 'utf8',
        // Without this a mere `git status` may rewrite the index.
        env: {
          ...process.env,
          GIT_OPTIONAL_LOCKS: '0',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_CONFIG_NOSYSTEM: '1',
        },
      });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    writeFileSync(at('a.txt'), 'staged\n');
    git('add', 'a.txt');
    writeFileSync(at('a.txt'), 'staged and changed\n');
    writeFileSync(at('b.txt'), 'unstaged\n');
    rmSync(at('gone.txt'));
    writeFileSync(at('new ü.txt'), 'untracked\n');
    writeFileSync(at('build.log'), 'ignored\n');
    const state = () => [
      git('status', '--porcelain=v2', '--branch', '--ignored', '-z'),
      git('log', '--oneline', '--all'),
    ];
    const before = {
      state: state(),
      index: readFileSync(at('.git/index')),
      tree: describeTree(folder).lines,
    };

    const snapshot = await snapshotWorkspace(options);
    git('stash', '-q', '--include-untracked');
    git('checkout', '-q', '-b', 'other');
    writeFileSync(at('b.txt'), 'of the model\n');
    git('commit', '-q', '-a', '-m', 'second');
    git('gc', '-q', '--prune=now');
    rmSync(at('build.log'));
    expect(state()).not.toEqual(before.state);

    const { restored } = await restoreWorkspace(snapshot);
    expect(restored).toContain('build.log');
    expect(readFileSync(at('.git/index')).equals(before.index)).toBe(true);
    expect(state()).toEqual(before.state);
    expect(describeTree(folder).lines).toEqual(before.tree);
    expect(() => git('fsck', '--strict')).not.toThrow();
  });

  it('leave what did not change untouched, and name what did', async () => {
    const { at, options } = workspace({ 'kept.txt': 'x', 'sub/changed.txt': 'x', 'sub/removed.txt': 'x' });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(at('kept.txt'), longAgo, longAgo);
    const before = lstatSync(at('kept.txt'), { bigint: true });
    const snapshot = await snapshotWorkspace(options);
    writeFileSync(at('sub/changed.txt'), 'y');
    rmSync(at('sub/removed.txt'));
    mkdirSync(at('added'));
    const { restored } = await restoreWorkspace(snapshot);
    expect(restored).toEqual(['added', 'sub/changed.txt', 'sub/removed.txt']);
    const after = lstatSync(at('kept.txt'), { bigint: true });
    expect([after.ino, after.ctimeNs]).toEqual([before.ino, before.ctimeNs]);
  });

  it('bring back a workspace that is gone', async () => {
    const { folder, options } = workspace({ 'a/b/c.txt': 'x', 'd.txt': 'y' });
    const before = describeTree(folder).lines;
    const snapshot = await snapshotWorkspace(options);
    rmSync(folder, { recursive: true });
    await restoreWorkspace(snapshot);
    expect(describeTree(folder).lines).toEqual(before);
  });

  it('give files linked from outside their bytes back, and never write through a new link', async () => {
    const { outside, at, options } = workspace({ 'shared.txt': 'original', 'victim.txt': 'mine' });
    linkSync(at('shared.txt'), join(outside, 'store.txt'));
    writeFileSync(join(outside, 'secret.txt'), 'not yours');
    const snapshot = await snapshotWorkspace(options);
    writeFileSync(at('shared.txt'), 'spoilt by the model');
    rmSync(at('victim.txt'));
    linkSync(join(outside, 'secret.txt'), at('victim.txt'));
    await restoreWorkspace(snapshot);
    expect(readFileSync(join(outside, 'store.txt'), 'utf8')).toBe('original');
    expect(lstatSync(at('shared.txt')).ino).toBe(lstatSync(join(outside, 'store.txt')).ino);
    expect(readFileSync(at('victim.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('not yours');
  });

  it('never follow a link out of the workspace', async () => {
    const { outside, at, options } = workspace({ 'src/a.txt': 'x' });
    mkdirSync(join(outside, 'other'));
    writeFileSync(join(outside, 'other/a.txt'), 'theirs');
    symlinkSync('nowhere', at('dangling'));
    symlinkSync('../other', at('out'));
    const snapshot = await snapshotWorkspace(options);
    rmSync(at('src'), { recursive: true });
    symlinkSync(join(outside, 'other'), at('src'));
    rmSync(at('dangling'));
    rmSync(at('out'));
    mkdirSync(at('out'));
    await restoreWorkspace(snapshot);
    expect(readFileSync(join(outside, 'other/a.txt'), 'utf8')).toBe('theirs');
    expect(lstatSync(at('src')).isDirectory()).toBe(true);
    expect(readFileSync(at('src/a.txt'), 'utf8')).toBe('x');
    expect(lstatSync(at('dangling')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('out/a.txt'), 'utf8')).toBe('theirs');
  });

  it('leave pipes alone, and remove those that were added', async () => {
    const { at, options } = workspace({ 'a.txt': 'x' });
    execFileSync('mkfifo', [at('old.pipe')]);
    const inode = lstatSync(at('old.pipe')).ino;
    const snapshot = await snapshotWorkspace(options);
    execFileSync('mkfifo', [at('new.pipe')]);
    await restoreWorkspace(snapshot);
    expect(lstatSync(at('old.pipe')).ino).toBe(inode);
    expect(existsSync(at('new.pipe'))).toBe(false);
  });

  it('neither copy nor touch what is excluded, where the copy itself may lie', async () => {
    const { at, folder } = workspace({ 'a.txt': 'x', 'state/runs.db': 'old' });
    const state = at('state');
    const options = {
      folder,
      into: join(state, 'snapshots/1'),
      maxBytes: 1e9,
      exclude: [state, '/elsewhere'],
    };
    const snapshot = await snapshotWorkspace(options);
    writeFileSync(join(state, 'runs.db'), 'new');
    writeFileSync(at('a.txt'), 'y');
    expect((await restoreWorkspace(snapshot)).restored).toEqual(['a.txt']);
    expect(readFileSync(join(state, 'runs.db'), 'utf8')).toBe('new');
    await discardSnapshot(snapshot);
    expect(readdirSync(join(state, 'snapshots'))).toEqual([]);
  });
});

describe('snapshotWorkspace', () => {
  it('refuses a workspace above the limit, and says its size and the setting', async () => {
    const { at, options } = workspace({ 'big.bin': '' });
    truncateSync(at('big.bin'), 3 * 1024 ** 2);
    linkSync(at('big.bin'), at('same.bin'));
    const error = await failure(snapshotWorkspace({ ...options, maxBytes: 2 * 1024 ** 2 }));
    expect(error).toMatchObject({ code: 'too_large', bytes: 3 * 1024 ** 2, maxBytes: 2 * 1024 ** 2 });
    expect(error.message).toBe(
      'The workspace holds 3 MB of files, more than the 2 MB that are copied at most (setting "maxSnapshotBytes").',
    );
    expect(existsSync(options.into)).toBe(false);
  });

  it('refuses to put the copy into the workspace, also by way of a link', async () => {
    const { outside, folder, at, options } = workspace({ 'a.txt': 'x' });
    symlinkSync(folder, join(outside, 'link'));
    for (const into of [at('copy'), join(outside, 'link/deep/copy'), folder]) {
      expect((await failure(snapshotWorkspace({ ...options, into }))).code).toBe('bad_folder');
    }
    expect((await failure(snapshotWorkspace({ ...options, folder: at('a.txt') }))).code).toBe('bad_folder');
    expect((await failure(snapshotWorkspace({ ...options, folder: at('none') }))).code).toBe('bad_folder');
  });

  it('leaves nothing behind when it is stopped', async () => {
    const { options } = workspace({ 'a.txt': 'x' });
    const promise = snapshotWorkspace({ ...options, signal: AbortSignal.abort(new Error('enough')) });
    await expect(promise).rejects.toThrow('enough');
    expect(existsSync(options.into)).toBe(false);
  });

  it.skipIf(isRoot)('notes what it may not read, and says so only if that was touched', async () => {
    const { at, options } = workspace({ 'secret.txt': 'x', 'closed/in.txt': 'x', 'a.txt': 'x' });
    chmodSync(at('secret.txt'), 0);
    chmodSync(at('closed'), 0);
    const snapshot = await snapshotWorkspace(options);
    writeFileSync(at('a.txt'), 'y');
    chmodSync(at('closed'), 0o700);
    expect((await restoreWorkspace(snapshot)).restored).toEqual(['a.txt', 'closed']);
    expect(lstatSync(at('closed')).mode & 0o777).toBe(0);
    rmSync(at('secret.txt'));
    expect((await failure(restoreWorkspace(snapshot))).message).toMatch(
      /secret\.txt: it could not be read when/,
    );
  });
});

describe('restoreWorkspace', () => {
  it('keeps the copy when a path fails, goes on with the rest, and can be called again', async () => {
    const { at, options } = workspace({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
    const snapshot = await snapshotWorkspace(options);
    for (const name of ['a.txt', 'b.txt', 'c.txt']) rmSync(at(name));
    const copies = join(snapshot.into, 'files/0');
    const [first = ''] = readdirSync(copies).sort();
    const saved = readFileSync(join(copies, first));
    rmSync(join(copies, first));
    const error = await failure(restoreWorkspace(snapshot));
    expect(error).toMatchObject({ code: 'restore_failed', snapshot: snapshot.into });
    expect(error.message).toContain('(1 failed). The first is a.txt: ENOENT');
    expect(error.message).toContain(`The copy is kept in ${snapshot.into}`);
    expect([existsSync(at('a.txt')), existsSync(at('b.txt')), existsSync(at('c.txt'))]).toEqual([
      false,
      true,
      true,
    ]);
    writeFileSync(join(copies, first), saved);
    expect((await restoreWorkspace(snapshot)).restored).toEqual(['a.txt']);
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('a');
  });

  it('keeps the copy when it is cancelled', async () => {
    const { at, options } = workspace({ 'a.txt': 'a' });
    const snapshot = await snapshotWorkspace(options);
    rmSync(at('a.txt'));
    const error = await failure(restoreWorkspace(snapshot, AbortSignal.abort()));
    expect(error.message).toMatch(/It was cancelled\. The copy is kept in/);
    await restoreWorkspace(snapshot);
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('a');
  });

  it('works from what lies on disk, after the process that took the copy is gone', async () => {
    const { folder, at, options } = workspace({ 'a.txt': 'a' });
    const { into } = await snapshotWorkspace(options);
    writeFileSync(at('a.txt'), 'b');
    const snapshot = await openSnapshot(into);
    expect(snapshot).toEqual({ folder, into, bytes: 1, entries: 2 });
    await restoreWorkspace(snapshot);
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('a');
  });

  it('refuses a list that is missing, cut off, or points out of the workspace', async () => {
    const { at, outside, options } = workspace({ 'a.txt': 'a', 'b.txt': 'b' });
    const { into } = await snapshotWorkspace(options);
    writeFileSync(at('a.txt'), 'changed');
    const list = join(into, 'manifest.jsonl');
    const text = readFileSync(list, 'utf8');
    const outsideFile = text.replace('"path":"b.txt"', '"path":"../b.txt"');
    for (const broken of [
      text.slice(0, -10),
      text.split('\n').slice(0, 2).join('\n'),
      '{}',
      '',
      outsideFile,
    ]) {
      writeFileSync(list, broken);
      expect((await failure(restoreWorkspace({ into }))).code).toBe('bad_snapshot');
    }
    rmSync(list);
    expect((await failure(openSnapshot(into))).message).toMatch(/has no list of files/);
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('changed');
    expect(readdirSync(outside).sort()).toEqual(['copy', 'work']);
  });
});
