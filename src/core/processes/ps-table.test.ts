/** The `ps` parser on samples of macOS and on this machine's own ps. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePsTable, readPsProcess, readPsTable } from './ps-table.ts';

/** The shape macOS prints for these columns: numbers right-aligned, day padded with a blank, spaces in paths. */
const macos = `
    1     0     1 Ss   Sat Oct  4 07:12:01 2025     /sbin/launchd
  512     1   512 S    Sat Oct  4 07:12:44 2025     /System/Library/CoreServices/Finder.app/Contents/MacOS/Finder
61007 60990 61007 S+   Mon Nov 17 22:05:09 2025     /Applications/LM Studio.app/Contents/MacOS/LM Studio
61100 61007 61007 Z    Mon Nov 17 22:05:10 2025     (node)
61101 61007 61101 Ss   Mon Nov 17 22:05:11 2025     -zsh
ps: something odd
`;

describe('parsePsTable', () => {
  it('reads the table of macOS', () => {
    expect(parsePsTable(macos)).toEqual([
      entry(1, 0, 1, 'Sat Oct 4 07:12:01 2025', 'launchd'),
      entry(512, 1, 512, 'Sat Oct 4 07:12:44 2025', 'Finder'),
      entry(61007, 60990, 61007, 'Mon Nov 17 22:05:09 2025', 'LM Studio'),
      { ...entry(61100, 61007, 61007, 'Mon Nov 17 22:05:10 2025', '(node)'), zombie: true },
      entry(61101, 61007, 61101, 'Mon Nov 17 22:05:11 2025', '-zsh'),
    ]);
  });

  it.runIf(existsSync('/bin/ps'))(
    'finds this process with the ps of this machine, and the same start both ways',
    async () => {
      const own = (await readPsTable()).find((process_) => process_.pid === process.pid);
      expect(own).toMatchObject({ parentPid: process.ppid, zombie: false });
      expect(readPsProcess(process.pid)?.startedAt).toBe(own?.startedAt);
      expect(readPsProcess(2 ** 22 + 1)).toBeNull();
    },
  );
});

function entry(pid: number, parentPid: number, groupPid: number, startedAt: string, name: string) {
  return { pid, parentPid, groupPid, sessionPid: null, startedAt, zombie: false, name };
}
