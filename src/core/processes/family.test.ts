/** Who belongs to a tree, on made-up tables. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { familyOf, protectedPids } from './family.ts';
import type { ProcessEntry } from './process-entry.ts';

const row = (pid: number, parentPid: number, more: Partial<ProcessEntry> = {}): ProcessEntry => ({
  pid,
  parentPid,
  groupPid: 1,
  sessionPid: 1,
  startedAt: `t${pid}`,
  zombie: false,
  name: 'x',
  ...more,
});
const pidsOf = (entries: ProcessEntry[]) => entries.map((entry) => entry.pid).sort((a, b) => a - b);
const member = (pid: number) => ({ pid, startedAt: `t${pid}` });

describe('familyOf', () => {
  it('takes children and grandchildren in any order of the table', () => {
    const table = [row(12, 11), row(30, 1), row(11, 10), row(10, 5)];
    expect(pidsOf(familyOf(table, [member(10)]))).toEqual([10, 11, 12]);
  });

  it('takes an orphan that kept the group or session of a member that has died', () => {
    const table = [row(21, 1, { groupPid: 20 }), row(22, 1, { sessionPid: 20, groupPid: 22 }), row(23, 22)];
    expect(pidsOf(familyOf(table, [member(20)]))).toEqual([21, 22, 23]);
  });

  it('leaves a stranger alone who got the pid of a dead member, with his group and children', () => {
    const table = [row(20, 1, { startedAt: 'later', groupPid: 20 }), row(21, 20, { groupPid: 20 })];
    expect(familyOf(table, [member(20)])).toEqual([]);
  });

  it('never takes a process that no member is above, whatever the table', () => {
    const pid = fc.integer({ min: 2, max: 12 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(pid, pid), { selector: ([own]) => own }), pid, (pairs, root) => {
        const table = pairs.map(([own, parent]) => row(own, parent));
        for (const entry of familyOf(table, [member(root)])) {
          let at: ProcessEntry | undefined = entry;
          for (let hops = 0; at && at.pid !== root && hops < 20; hops++) {
            const parent: number = at.parentPid;
            at = table.find((other) => other.pid === parent);
          }
          expect(at?.pid).toBe(root);
        }
      }),
    );
  });
});

describe('protectedPids', () => {
  it('holds own process, its ancestors, 0 and 1, and survives a loop in the table', () => {
    expect([...protectedPids([row(9, 8), row(8, 4), row(4, 1), row(7, 8)], 9)].sort()).toEqual([
      0, 1, 4, 8, 9,
    ]);
    expect([...protectedPids([row(9, 8), row(8, 9)], 9)].sort()).toEqual([0, 1, 8, 9]);
  });
});
