/** Unified diffs as lines with a kind and their numbers. */
import type { FileChange } from '../../rpc/contract.ts';

export interface DiffLine {
  readonly kind: 'add' | 'remove' | 'context' | 'hunk';
  /** Without the leading sign. */
  readonly text: string;
  readonly oldNumber: number | null;
  readonly newNumber: number | null;
}

const hunkHeader = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * Parses a unified diff; file headers are left out. For an added or deleted file the rollout may give the bare
 * content instead: every line then counts as added or removed.
 */
export function parseDiff(diff: string, kind: FileChange['kind']): DiffLine[] {
  if (diff === '') return [];
  const lines = diff.replace(/\r\n/g, '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (!lines.some((line) => line.startsWith('@@'))) return parseWithoutHunks(lines, kind);
  return parseHunks(lines);
}

/** How many lines a diff adds and removes. */
export function countDiff(lines: readonly DiffLine[]): { added: number; removed: number } {
  let added = 0;
  let removed = 0;
  for (const line of lines) {
    if (line.kind === 'add') added += 1;
    if (line.kind === 'remove') removed += 1;
  }
  return { added, removed };
}

function parseHunks(lines: readonly string[]): DiffLine[] {
  const parsed: DiffLine[] = [];
  let oldNumber = 1;
  let newNumber = 1;
  let inHunk = false;
  for (const line of lines) {
    if (line.startsWith('@@')) {
      const header = hunkHeader.exec(line);
      oldNumber = header ? Number(header[1]) : oldNumber;
      newNumber = header ? Number(header[2]) : newNumber;
      inHunk = true;
      parsed.push({ kind: 'hunk', text: line, oldNumber: null, newNumber: null });
      continue;
    }
    if (line.startsWith('diff --git ')) inHunk = false;
    if (!inHunk || line.startsWith('\\')) continue;
    const text = line.slice(1);
    if (line.startsWith('+')) parsed.push({ kind: 'add', text, oldNumber: null, newNumber: newNumber++ });
    else if (line.startsWith('-'))
      parsed.push({ kind: 'remove', text, oldNumber: oldNumber++, newNumber: null });
    else parsed.push({ kind: 'context', text, oldNumber: oldNumber++, newNumber: newNumber++ });
  }
  return parsed;
}

function parseWithoutHunks(lines: readonly string[], kind: FileChange['kind']): DiffLine[] {
  const body = lines.filter((line) => !/^(?:\+\+\+ |--- |diff --git |index )/.test(line));
  const removed = kind === 'delete';
  const sign = removed ? '-' : '+';
  const signed = body.length > 0 && body.every((line) => line.startsWith(sign));
  return body.map((line, index) => ({
    kind: removed ? 'remove' : 'add',
    text: signed ? line.slice(1) : line,
    oldNumber: removed ? index + 1 : null,
    newNumber: removed ? null : index + 1,
  }));
}
