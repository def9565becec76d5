/** A local run that fails or does not verify: the workspace is put back byte for byte, and cloud does the task. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Rehearsal } from '../../src/rehearsal/index.ts';
import { modelCalls, useCloud, work } from '../support/arguments.ts';
import { git } from '../support/git.ts';
import { it } from '../support/it.ts';
import { completed, jsonLines, threadOf } from '../support/lines.ts';
import type { Place } from '../support/place.ts';
import { brainswapProgram } from '../support/repository.ts';
import { recordCodex } from '../support/shim.ts';
import { describeTree } from '../support/tree.ts';
import { until } from '../support/until.ts';

/** On local it writes 41 and makes a mess, on cloud it writes 42. */
const task = 'Put the answer in answer.txt [rehearsal:verify]';
const check = ['--verify', 'grep -qx 42 answer.txt'];
const args = ['exec', '--json', '--task', 'rename', ...work];

function useBoth(place: Place, runtime: Rehearsal, cloud: Rehearsal, more: object = {}): void {
  useCloud(place, cloud, {
    local: { runtimeUrl: runtime.url },
    routes: { rename: { route: 'local' }, careful: { route: 'local', escalate: false } },
    ...more,
  });
}

/** A repository in the middle of somebody's work: staged, unstaged, untracked, ignored, modes, links, odd names. */
function makeDirty(place: Place): void {
  git(place, 'init', '-q');
  place.file('README.md', '# Readme\r\nwith CRLF\r\n');
  place.file('src/staged.ts', 'export const old = 1;\n');
  place.file('src/unstaged.ts', 'export const old = 2;\n');
  place.file('src/deleted.ts', 'export const gone = 3;\n');
  place.file('.gitignore', 'build/\n*.log\n');
  git(place, 'add', '-A');
  git(place, 'commit', '-qm', 'Begin');
  place.file('src/staged.ts', 'export const staged = 1;\n');
  git(place, 'add', 'src/staged.ts');
  place.file('src/staged.ts', 'export const staged = "and changed again";\n');
  place.file('src/unstaged.ts', 'export const unstaged = 2;\n');
  git(place, 'rm', '-q', '--cached', 'src/deleted.ts');
  place.file('untracked notes/ünïcode 🦊.md', 'mine\n');
  place.file('build/cache/x', 'ignored, and the local brain writes here');
  place.file('run.log', Buffer.from([0, 255, 10, 13, 0]));
  place.file('tool.sh', '#!/bin/sh\n');
  chmodSync(join(place.workspace, 'tool.sh'), 0o755);
  place.file('secret.env', 'KEY=1\n');
  chmodSync(join(place.workspace, 'secret.env'), 0o400);
  mkdirSync(join(place.workspace, 'empty'), { mode: 0o700 });
  symlinkSync('README.md', join(place.workspace, 'link'));
  symlinkSync('nowhere/at/all', join(place.workspace, 'dangling'));
  symlinkSync('src', join(place.workspace, 'folder-link'));
}

describe('a local run that does not verify', () => {
  it('is put back before cloud starts: a dirty repository, byte for byte', async ({
    place,
    runtime,
    cloud,
  }) => {
    useBoth(place, runtime, cloud);
    makeDirty(place);
    const shim = recordCodex(place, { copyFolder: true });

    const witness =
      'cat README.md scratch.txt build/cache/x > ../seen-$(cat answer.txt); grep -qx 42 answer.txt';
    const ended = await place.brainswap([...args, '--verify', witness, task]);

    expect(ended.exitCode).toBe(0);
    // The local brain did spoil what it should not have touched.
    const mess = readFileSync(join(place.root, 'seen-41'), 'utf8');
    expect(mess).toBe('# Readme\r\nwith CRLF\r\nspoiled\nleft over\nx');
    const [local, onCloud] = shim.calls();
    expect(shim.calls()).toHaveLength(2);
    const before = describeTree(local?.folder ?? '');
    expect(before.length).toBeGreaterThan(30);
    expect(describeTree(onCloud?.folder ?? '')).toEqual(before);
    expect(readFileSync(join(place.workspace, 'answer.txt'), 'utf8')).toBe('42\n');
    expect(existsSync(join(place.workspace, 'scratch.txt'))).toBe(false);
    expect(git(place, 'status', '--porcelain', '--ignored').split('\n')).toContain('MM src/staged.ts');
  });

  it('is put back where there is no repository', async ({ place, runtime, cloud }) => {
    useBoth(place, runtime, cloud);
    place.file('README.md', 'mine\n');
    const shim = recordCodex(place, { copyFolder: true });

    await place.brainswap([...args, ...check, task]);

    const [local, onCloud] = shim.calls();
    expect(describeTree(onCloud?.folder ?? '')).toEqual(describeTree(local?.folder ?? ''));
    expect(readdirSync(place.workspace).sort()).toEqual(['README.md', 'answer.txt']);
  });

  it('makes one chain of two runs, and keeps no copy of the workspace', async ({ place, runtime, cloud }) => {
    useBoth(place, runtime, cloud);

    const ended = await place.brainswap([...args, ...check, task]);

    const [local, onCloud] = place.runs();
    expect(place.runs()).toHaveLength(2);
    expect(local).toMatchObject({
      route: 'local',
      status: 'failed',
      attempt: 1,
      chainId: local?.id,
      parentId: null,
      failure: { code: 'verify_failed' },
      verify: { exitCode: 1 },
    });
    expect(onCloud).toMatchObject({
      route: 'cloud',
      status: 'succeeded',
      attempt: 2,
      chainId: local?.id,
      parentId: local?.id,
      parentKind: 'escalation',
      taskClass: 'rename',
      verify: { exitCode: 0 },
    });
    const escalated = place.events(local?.id ?? '').find(({ body }) => body.type === 'escalated');
    expect(escalated?.body).toMatchObject({ toRunId: onCloud?.id, reason: local?.failure?.message });
    expect(ended.stderr).toMatch(/^brainswap: local did not do it \(Verify failed: /m);
    const snapshots = join(place.brainswapHome, 'snapshots');
    expect(existsSync(snapshots) ? readdirSync(snapshots) : []).toEqual([]);
  });

  it('is not seen on stdout: the attempt that counted stands there alone', async ({
    place,
    runtime,
    cloud,
  }) => {
    useBoth(place, runtime, cloud);

    const ended = await place.brainswap([...args, ...check, task]);

    expect(threadOf(ended.stdout)).toBe(place.runs().at(-1)?.threadId);
    expect(jsonLines(ended.stdout).filter(({ type }) => type === 'thread.started')).toHaveLength(1);
    expect(completed(ended.stdout, 'agent_message').map(({ text }) => text)).toEqual([
      '`answer.txt` holds the answer: 42.',
    ]);
  });

  it('is seen with --all-attempts', async ({ place, runtime, cloud }) => {
    useBoth(place, runtime, cloud);

    const ended = await place.brainswap([...args, '--all-attempts', ...check, task]);

    expect(completed(ended.stdout, 'agent_message').map(({ text }) => text)).toEqual([
      '`answer.txt` holds the answer: 41.',
      '`answer.txt` holds the answer: 42.',
    ]);
  });

  it('is seen by a person at a terminal', async ({ place, runtime, cloud, skip }) => {
    skip(!existsSync('/usr/bin/script'), 'there is no script(1), which makes a terminal');
    useBoth(place, runtime, cloud);
    const quoted = [brainswapProgram, 'exec', '--task', 'rename', ...work, ...check, task].map(
      (part) => `'${part}'`,
    );

    const shown = execFileSync('/usr/bin/script', ['-qec', quoted.join(' '), '/dev/null'], {
      cwd: place.workspace,
      env: place.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });

    expect(shown).toContain('holds the answer: 41.');
    expect(shown).toContain('holds the answer: 42.');
    expect(place.runs().map(({ status }) => status)).toEqual(['failed', 'succeeded']);
  });

  it('fails in the end when cloud does not verify either', async ({ place, runtime, cloud }) => {
    useBoth(place, runtime, cloud);

    const ended = await place.brainswap([...args, '--verify', 'grep -qx 43 answer.txt', task]);

    expect(ended.exitCode).toBe(1);
    expect(place.runs().map(({ status, route }) => [route, status])).toEqual([
      ['local', 'failed'],
      ['cloud', 'failed'],
    ]);
  });
});

describe('a local run that fails', () => {
  it('goes on to cloud with what the runtime said as the reason', async ({ place, runtime, cloud }) => {
    useBoth(place, runtime, cloud);

    const ended = await place.brainswap([...args, 'Do [rehearsal:local-fails]']);

    expect(ended.exitCode).toBe(0);
    expect(readdirSync(place.workspace)).toEqual(['whole.txt']);
    expect(place.runs().at(-1)?.reason).toContain('Model unloaded.');
    expect(jsonLines(ended.stdout).some(({ type }) => type === 'turn.failed')).toBe(false);
  });

  it('gives its whole output when it succeeds after all, and cloud is not asked', async ({
    place,
    runtime,
    cloud,
  }) => {
    useBoth(place, runtime, cloud);

    const ended = await place.brainswap([...args, ...check, 'Do [rehearsal:verify-ok]']);

    expect(ended.exitCode).toBe(0);
    expect(jsonLines(ended.stdout).map(({ type }) => type)).toEqual([
      'thread.started',
      'turn.started',
      'item.started',
      'item.completed',
      'item.completed',
      'turn.completed',
    ]);
    expect(await cloud.log()).toEqual([]);
  });
});

describe('no second attempt is made', () => {
  it.for([
    ['when the class forbids it', ['--task', 'careful']],
    ['with --local-only', ['--task', 'rename', '--local-only']],
    ['without a class', ['--route', 'local']],
  ] as const)('%s: what local did stays', async ([, which], { place, runtime, cloud }) => {
    useBoth(place, runtime, cloud);

    const ended = await place.brainswap(['exec', '--json', ...which, ...work, ...check, task]);

    expect(ended.exitCode).toBe(1);
    expect(place.run()).toMatchObject({
      route: 'local',
      status: 'failed',
      failure: { code: 'verify_failed' },
    });
    expect(readFileSync(join(place.workspace, 'answer.txt'), 'utf8')).toBe('41\n');
    expect(completed(ended.stdout, 'agent_message')).toHaveLength(1);
    expect(await cloud.log()).toEqual([]);
  });

  it('when the run is cancelled', async ({ place, runtime, cloud }) => {
    useBoth(place, runtime, cloud);
    const brainswap = await place.startBrainswap([...args, 'Do [rehearsal:long-run]']);
    await until('the sleeps', () => place.processes().some(({ command }) => /^sleep 30\d$/.test(command)));

    brainswap.kill('SIGINT');
    const ended = await brainswap.ended;

    expect([ended.exitCode, ended.signal]).toEqual([1, null]);
    expect(place.run()).toMatchObject({ route: 'local', status: 'cancelled' });
    expect(await modelCalls(cloud)).toEqual([]);
    expect(jsonLines(ended.stdout)[0]?.type).toBe('thread.started');
  });

  it('when the workspace is larger than the setting allows to copy, which is said', async ({
    place,
    runtime,
    cloud,
  }) => {
    useBoth(place, runtime, cloud, { maxSnapshotBytes: 1_000 });
    place.file('large.bin', Buffer.alloc(5_000));

    const ended = await place.brainswap([...args, ...check, task]);

    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('will therefore not be tried again on cloud');
    expect(place.run().route).toBe('local');
  });
});
