/** Diffs are read as people read them: signs, numbers, counts. */
import { describe, expect, it } from 'vitest';
import { countDiff, parseDiff } from './diff.ts';

const update = `--- a/user.ts
+++ b/user.ts
@@ -10,3 +10,3 @@ class
 same
-UserDTO
+User
\\ No newline at end of file
`;

describe('parseDiff', () => {
  it('numbers lines from the hunk header and leaves file headers out', () => {
    expect(parseDiff(update, 'update')).toEqual([
      { kind: 'hunk', text: '@@ -10,3 +10,3 @@ class', oldNumber: null, newNumber: null },
      { kind: 'context', text: 'same', oldNumber: 10, newNumber: 10 },
      { kind: 'remove', text: 'UserDTO', oldNumber: 11, newNumber: null },
      { kind: 'add', text: 'User', oldNumber: null, newNumber: 11 },
    ]);
  });
  it('keeps lines that look like headers inside a hunk', () => {
    const lines = parseDiff('@@ -1,2 +1,2 @@\n--- a\n+++ b\n', 'update');
    expect(countDiff(lines)).toEqual({ added: 1, removed: 1 });
  });
  it('leaves the headers of a second file out', () => {
    const lines = parseDiff(
      `@@ -1 +1 @@\n-a\n+b\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-c\n+d\n`,
      'update',
    );
    expect(countDiff(lines)).toEqual({ added: 2, removed: 2 });
  });
  it('takes bare content for an added or deleted file', () => {
    expect(parseDiff('hi\nyou\n', 'add').map((l) => [l.kind, l.text, l.newNumber])).toEqual([
      ['add', 'hi', 1],
      ['add', 'you', 2],
    ]);
    expect(countDiff(parseDiff('hi\n', 'delete'))).toEqual({ added: 0, removed: 1 });
  });
  it('takes signed content without hunks', () => {
    expect(parseDiff('+hi\n+\n', 'add').map((l) => l.text)).toEqual(['hi', '']);
  });
  it('is empty for an unknown diff', () => {
    expect(parseDiff('', 'update')).toEqual([]);
  });
});
