/** Downloads as processes: killed at random moments, and two at once on one cache. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { RepoSpec } from '../../../src/rehearsal/index.ts';
import { hashesOfHub, hashesOnDisk, leftovers, openHub, repo } from '../../support/hub.ts';
import { until } from '../../support/until.ts';

const program = fileURLToPath(new URL('../../support/download-program.ts', import.meta.url));

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [program, repo, '4'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return { child, said: () => said };
}

/** The last line of a download that went well. */
function outcome(said: string): { folder: string; bytesFetched: number } {
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as { folder: string; bytesFetched: number };
}

const ended = (child: ChildProcess) =>
  child.exitCode === null && child.signalCode === null ? once(child, 'close') : null;

const many: RepoSpec = {
  id: repo,
  files: [
    { path: 'config.json', text: '{}' },
    { path: 'tokenizer-{n}.json', bytes: 40_000, count: 40, lfs: false },
    { path: 'model-{n}.safetensors', bytes: 1_500_000, count: 30 },
    { path: 'large.safetensors', bytes: 15_000_000 },
  ],
};

it('is right after twenty kill -9 at random moments, and fetches less than 5 % twice', {
  timeout: 240_000,
}, async () => {
  const { hub, env, cache } = await openHub({}, [many]);
  const size = [...(hub.repos.get(repo)?.files.values() ?? [])].reduce((sum, file) => sum + file.size, 0);
  for (let kill = 1; kill <= 20; kill++) {
    // Slow enough to be in mid-flight; paced connections also keep the kernel's buffers empty, so that the count is honest.
    hub.behaviour.bytesPerSecond = 500_000;
    const target = (size * (kill - 1 + Math.random())) / 21;
    const { child, said } = start(env);
    const before = hub.totals.bodyBytes;
    await until(
      'bytes, or the end',
      () => hub.totals.bodyBytes >= target && hub.totals.bodyBytes > before,
      60_000,
    );
    // Somewhere between two writes of the journal.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
    expect(child.exitCode, said()).toBeNull();
    child.kill('SIGKILL');
    await ended(child);
  }
  hub.behaviour.bytesPerSecond = null;
  const { child, said } = start(env);
  await ended(child);
  expect(child.exitCode, said()).toBe(0);
  expect(hashesOnDisk(outcome(said()), hub)).toEqual(hashesOfHub(hub));
  expect(leftovers(cache)).toEqual([]);
  const twice = (hub.totals.bodyBytes - size) / size;
  console.log(`${(size / 1e6).toFixed(1)} MB, killed 20 times, ${(twice * 100).toFixed(2)} % fetched twice`);
  expect(twice).toBeLessThan(0.05);
});

it('lets the second of two processes wait, show the progress, and take nothing', async () => {
  const { hub, env } = await openHub({ bytesPerSecond: 4_000_000 }, [many]);
  const size = [...(hub.repos.get(repo)?.files.values() ?? [])].reduce((sum, file) => sum + file.size, 0);
  const first = start(env);
  await until('the first to download', () => first.said().includes('"downloading"'));
  const second = start(env);
  await until('the second to wait', () => second.said().includes('"waiting"'));
  await Promise.all([ended(first.child), ended(second.child)]);
  expect([first.child.exitCode, second.child.exitCode], first.said() + second.said()).toEqual([0, 0]);
  expect(second.said()).toContain(`Another process (${first.child.pid}) is downloading this model`);
  expect([outcome(first.said()).bytesFetched, outcome(second.said()).bytesFetched]).toEqual([size, 0]);
  expect(hub.totals.bodyBytes).toBe(size);
  expect(hashesOnDisk(outcome(second.said()), hub)).toEqual(hashesOfHub(hub));
});

it('takes over from a process that was killed while another one waits for it', async () => {
  const { hub, env } = await openHub({ bytesPerSecond: 2_000_000 }, [many]);
  const first = start(env);
  await until('the first to download', () => first.said().includes('"downloading"'));
  const second = start(env);
  await until('the second to wait', () => second.said().includes('"waiting"'));
  first.child.kill('SIGKILL');
  hub.behaviour.bytesPerSecond = null;
  await ended(second.child);
  expect(second.child.exitCode, second.said()).toBe(0);
  expect(hashesOnDisk(outcome(second.said()), hub)).toEqual(hashesOfHub(hub));
});

it('does not end before the last hash is known, though nothing else is left to do', async () => {
  const large = { path: 'model.safetensors', bytes: 150_000_000 };
  const { hub, env } = await openHub({}, [{ id: repo, files: [large] }]);
  const { child, said } = start(env);
  await ended(child);
  expect(child.exitCode, said()).toBe(0);
  expect(hashesOnDisk(outcome(said()), hub)).toEqual(hashesOfHub(hub));
});
