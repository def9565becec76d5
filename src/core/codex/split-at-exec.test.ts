/** Which command lines are an exec. */
import { describe, expect, it } from 'vitest';
import { splitAtExec } from './split-at-exec.ts';

describe('splitting a command line at exec', () => {
  it.each<[string[], { root: string[]; exec: string[] } | null]>([
    [['exec', 'hi'], { root: [], exec: ['hi'] }],
    [['e', 'hi'], { root: [], exec: ['hi'] }],
    [['-c', 'a=b', 'exec', 'hi'], { root: ['-c', 'a=b'], exec: ['hi'] }],
    [['-ca=b', '--model=x', '--oss', 'e'], { root: ['-ca=b', '--model=x', '--oss'], exec: [] }],
    [['-m', 'exec', 'exec', 'exec'], { root: ['-m', 'exec'], exec: ['exec'] }],
    [['--task', 'rename', 'exec'], { root: ['--task', 'rename'], exec: [] }],
    [['--no-daemon', 'exec', 'hi'], { root: ['--no-daemon'], exec: ['hi'] }],
    [['--search', '-a', 'never', 'exec'], { root: ['--search', '-a', 'never'], exec: [] }],
    [['runs', 'exec'], null],
    [['--version'], null],
    [['--help', 'exec'], { root: ['--help'], exec: [] }],
    [['--', 'exec'], null],
    [['--of-a-later-release', 'exec'], null],
    [[], null],
  ])('%j', (argv, expected) => {
    expect(splitAtExec(argv)).toEqual(expected);
  });
});
