/** File changes of a rollout as unified diffs. */
import type { FileChange } from '../../schema/index.ts';
import { clip } from '../clip.ts';
import type { RolloutChange } from './rollout-line.ts';

/** The longest diff of one file that is kept, in UTF-16 units. */
const diffLimit = 64 * 1024;

/**
 * Changes in order of path. Updates come as hunks from Codex; for added and deleted files it gives the
 * content, from which the one hunk is made. A move says so in git's words above the hunks.
 */
export function fileChanges(changes: Readonly<Record<string, RolloutChange>>): FileChange[] {
  return Object.entries(changes)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([path, change]) => ({ path, kind: change.type, diff: clip(diffOf(path, change), diffLimit) }));
}

function diffOf(path: string, change: RolloutChange): string {
  switch (change.type) {
    case 'add':
      return wholeFile(change.content, '+');
    case 'delete':
      return wholeFile(change.content, '-');
    case 'update':
      return change.move_path
        ? `rename from ${path}\nrename to ${change.move_path}\n${change.unified_diff}`
        : change.unified_diff;
  }
}

/** One hunk that adds or takes away all lines. */
function wholeFile(content: string, sign: '+' | '-'): string {
  if (content === '') return '';
  const complete = content.endsWith('\n');
  const lines = (complete ? content.slice(0, -1) : content).split('\n');
  const range = lines.length === 1 ? '1' : `1,${lines.length}`;
  const header = sign === '+' ? `@@ -0,0 +${range} @@` : `@@ -${range} +0,0 @@`;
  const body = lines.map((line) => `${sign}${line}\n`).join('');
  return `${header}\n${body}${complete ? '' : '\\ No newline at end of file\n'}`;
}
