/**
 * Measures the copy of a workspace and the way back, side by side with `cp -a`, on a folder like a real one.
 * `node bench/workspace.ts [--files 20000] [--rounds 5]`; the goal is a copy in at most twice the time of `cp -a`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { discardSnapshot, restoreWorkspace, snapshotWorkspace } from '../src/core/workspace/index.ts';

const { values: flags } = parseArgs({
  options: {
    files: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
  },
});
const fileCount = Number(flags.files);
const rounds = Number(flags.rounds);
const goal = 2;
const perFolder = 50;

// Beside the person's own files: /tmp may be another file system, or memory.
const base = mkdtempSync(join(homedir(), '.brainswap-bench-'));
const workspace = join(base, 'workspace');
const times: Record<string, number[]> = {};
try {
  const bytes = fill();
  // Files younger than a few seconds are compared byte by byte; those of a real workspace are older.
  await sleep(3_000);
  for (let round = 0; round < rounds; round++) await measure(round);
  report(bytes);
} finally {
  rmSync(base, { recursive: true, force: true });
}

/** Sizes from 0 to 30 KB, mostly small, as source and packages are; returns their sum. */
function fill(): number {
  let bytes = 0;
  for (let file = 0; file < fileCount; file++) {
    const folder = join(workspace, `package-${Math.floor(file / perFolder)}`, 'src');
    if (file % perFolder === 0) mkdirSync(folder, { recursive: true });
    const size = Math.round(30_000 * ((file % 97) / 97) ** 3);
    writeFileSync(join(folder, `file-${file}.ts`), 'x'.repeat(size));
    bytes += size;
  }
  return bytes;
}

/** In turn, beginning with the other one each round, so that neither always meets the warmer cache. */
async function measure(round: number): Promise<void> {
  const ours = async () => {
    const options = { folder: workspace, into: join(base, 'copy'), maxBytes: Number.MAX_SAFE_INTEGER };
    const snapshot = await timed('snapshot', () => snapshotWorkspace(options));
    await timed('restore, nothing changed', () => restoreWorkspace(snapshot));
    spoil();
    await timed('restore, 1 % changed', () => restoreWorkspace(snapshot));
    await timed('discard', () => discardSnapshot(snapshot));
  };
  const theirs = async () => {
    await timed('cp -a', () => execFileSync('cp', ['-a', workspace, join(base, 'cp')]));
    await timed('rm -r', () => execFileSync('rm', ['-r', join(base, 'cp')]));
  };
  for (const part of round % 2 === 0 ? [ours, theirs] : [theirs, ours]) await part();
}

function spoil(): void {
  for (let file = 0; file < fileCount; file += 100) {
    writeFileSync(
      join(workspace, `package-${Math.floor(file / perFolder)}`, 'src', `file-${file}.ts`),
      'spoilt',
    );
  }
}

async function timed<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  times[name] = [...(times[name] ?? []), performance.now() - started];
  return result;
}

function report(bytes: number): void {
  const medians = Object.fromEntries(
    Object.entries(times).map(([name, list]) => [name, Math.round(median(list) * 10) / 10]),
  );
  const ratio = (medians.snapshot ?? 0) / (medians['cp -a'] ?? 1);
  console.log(`${fileCount} files, ${(bytes / 1024 ** 2).toFixed(0)} MB, median of ${rounds} rounds\n`);
  for (const [name, ms] of Object.entries(medians))
    console.log(`${name.padEnd(26)} ${ms.toFixed(0).padStart(7)} ms`);
  console.log(
    `\nsnapshot / cp -a           ${ratio.toFixed(2).padStart(7)}   goal ${goal} or less: ${ratio <= goal ? 'met' : 'missed'}`,
  );
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, platform: process.platform };
  const result = { files: fileCount, bytes, rounds, machine, medianMs: medians, ratio };
  writeFileSync(new URL('./results/workspace.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
}

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
