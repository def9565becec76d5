/** Random workspaces, random damage: afterwards all is as it was. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { discardSnapshot, restoreWorkspace, snapshotWorkspace } from './index.ts';
import { absolutePath } from './path-bytes.ts';
import { describeTree, differentTimes } from './tree-description.ts';

const base = mkdtempSync(join(tmpdir(), 'workspace-property-'));
afterAll(() => {
  // An ordinary user cannot remove what lies in the write-protected folders that the steps have made.
  execFileSync('chmod', ['-R', 'u+rwx', base]);
  rmSync(base, { recursive: true });
});

/** Names of the sort that break scripts; the last is not UTF-8, which only Linux allows. */
const names = ['a', 'b', 'A', 'dïr', 'sp ace', 'new\nline', '-rf', `q'"$`, '.git', '\\', ' '];
const latin1Names = new Set([Buffer.from([0xff, 0xfe, 0x41]).toString('latin1')]);
if (process.platform === 'linux') names.push(...latin1Names);
const content = fc.oneof(
  fc.string({ maxLength: 20 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.alloc(300_000, 7)),
);
const anyMode = fc.constantFrom(0o644, 0o755, 0o600, 0o444, 0o555, 0o700, 0o4755, 0o000);
/**
 * Modes before the copy is taken. Root may read all; for others, what they closed to themselves is another case
 * (see workspace.test.ts).
 */
const readableMode = process.getuid?.() === 0 ? anyMode : fc.constantFrom(0o755, 0o700, 0o555, 0o500, 0o4755);

type Step =
  | { do: 'write' | 'append'; path: string; content: Buffer }
  | { do: 'folder' | 'remove' | 'flip'; path: string }
  | { do: 'rename' | 'link' | 'symlink'; path: string; to: string }
  | { do: 'chmod'; path: string; mode: number }
  | { do: 'touch'; path: string; seconds: number }
  | { do: 'truncate'; path: string; length: number };

/** Steps on few names at a time, so that they meet. */
const steps = fc.shuffledSubarray(names, { minLength: 2, maxLength: 4 }).chain((some) => {
  const name = fc.constantFrom(
    ...some.map((text) => Buffer.from(text, latin1Names.has(text) ? 'latin1' : 'utf8').toString('latin1')),
  );
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const step = (mode: fc.Arbitrary<number>) =>
    fc.oneof(
      fc.record({ do: fc.constantFrom('write', 'write', 'append'), path, content }),
      fc.record({ do: fc.constantFrom('folder', 'remove', 'flip'), path }),
      fc.record({ do: fc.constantFrom('rename', 'link', 'symlink'), path, to: path }),
      fc.record({ do: fc.constant('chmod'), path, mode }),
      fc.record({ do: fc.constant('touch'), path, seconds: fc.double({ min: 1, max: 2e9, noNaN: true }) }),
      fc.record({ do: fc.constant('truncate'), path, length: fc.nat(30) }),
    ) as fc.Arbitrary<Step>;
  return fc.tuple(
    fc.array(step(readableMode), { maxLength: 40 }),
    fc.array(step(anyMode), { maxLength: 40 }),
  );
});

/** Does one step; what cannot be done (no such file, a folder in the way) is left. */
function apply(folder: string, one: Step): void {
  const at = (key: string) => absolutePath(Buffer.from(folder), key);
  const target = at(one.path);
  try {
    switch (one.do) {
      case 'write':
        writeFileSync(target, one.content);
        break;
      case 'append':
        appendFileSync(target, one.content);
        break;
      case 'folder':
        mkdirSync(target, { recursive: true });
        break;
      case 'remove':
        rmSync(target, { recursive: true });
        break;
      case 'flip': {
        const wasFolder = statSync(target).isDirectory();
        rmSync(target, { recursive: true });
        if (wasFolder) writeFileSync(target, 'was a folder');
        else mkdirSync(target);
        break;
      }
      case 'rename':
        renameSync(target, at(one.to));
        break;
      case 'link':
        linkSync(target, at(one.to));
        break;
      case 'symlink':
        symlinkSync(Buffer.from(one.to, 'latin1'), target);
        break;
      case 'chmod':
        chmodSync(target, one.mode);
        break;
      case 'touch':
        lutimesSync(target, one.seconds, one.seconds);
        break;
      case 'truncate':
        truncateSync(target, one.length);
        break;
    }
  } catch {
    // Not possible here; another step will do something.
  }
}

describe('a workspace put back', () => {
  it('is the same down to bytes, modes, times and links', { timeout: 60_000 }, async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async ([making, damage]) => {
        const folder = join(base, String(++run));
        mkdirSync(folder);
        for (const one of making) apply(folder, one);
        const before = describeTree(folder);
        const snapshot = await snapshotWorkspace({ folder, into: `${folder}.copy`, maxBytes: 1e9 });
        for (const one of damage) apply(folder, one);
        await restoreWorkspace(snapshot);
        const after = describeTree(folder);
        expect(after.lines).toEqual(before.lines);
        expect(differentTimes(before, after)).toEqual([]);
        expect((await restoreWorkspace(snapshot)).restored).toEqual([]);
        await discardSnapshot(snapshot);
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 200) },
    );
  });
});
