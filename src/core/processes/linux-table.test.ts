/** The /proc parser on recorded lines and on this machine. */
import { describe, expect, it } from 'vitest';
import { environmentHolds, parseLinuxStat } from './linux-table.ts';

const tail = '1 9511 6311 0 -1 4194304 104 0 0 0 0 0 0 0 20 0 1 0 161313 2998272 418';

describe('parseLinuxStat', () => {
  it('reads pid, parent, group, session and start', () => {
    expect(parseLinuxStat(`9519 (head) R ${tail}`)).toEqual({
      pid: 9519,
      parentPid: 1,
      groupPid: 9511,
      sessionPid: 6311,
      startedAt: '161313',
      zombie: false,
      name: 'head',
    });
  });

  it('counts fields after the last parenthesis of the name', () => {
    const entry = parseLinuxStat(`7 (a) Z 1 (b) Z ${tail}`);
    expect(entry).toMatchObject({ pid: 7, name: 'a) Z 1 (b', zombie: true, startedAt: '161313' });
  });

  it('refuses what is not a stat line', () => {
    for (const line of ['', '12', '12 (x)', '12 (x) S 1 2', ') 12 ('])
      expect(parseLinuxStat(line)).toBeNull();
  });
});

describe('environmentHolds', () => {
  it('matches a whole assignment only', () => {
    const block = Buffer.from('A=1\0BRAINSWAP_RUN_ID=ab\0B=BRAINSWAP_RUN_ID=cd\0');
    expect(environmentHolds(block, 'BRAINSWAP_RUN_ID=ab')).toBe(true);
    expect(environmentHolds(block, 'BRAINSWAP_RUN_ID=a')).toBe(false);
    expect(environmentHolds(block, 'BRAINSWAP_RUN_ID=cd')).toBe(false);
  });
});
