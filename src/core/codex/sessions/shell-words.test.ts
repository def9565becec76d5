/** Shell words as Codex joins them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCommand, scriptOf, splitCommand } from './shell-words.ts';

describe('splitCommand', () => {
  it('reads back what joinCommand wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        expect(splitCommand(joinCommand(words))).toEqual(words);
      }),
    );
  });

  it('reads the quoting of Codex', () => {
    expect(splitCommand(`/bin/bash -c "echo \\"it's\\" "'$HOME '"'q'"`)).toEqual([
      '/bin/bash',
      '-c',
      `echo "it's" $HOME 'q'`,
    ]);
    expect(splitCommand(String.raw`/bin/bash -c "tr \"\\0\" x"`)?.[2]).toBe(String.raw`tr "\0" x`);
    expect(splitCommand(String.raw`a\ b '' ""`)).toEqual(['a b', '', '']);
  });

  it('gives null for a quote left open', () => {
    for (const line of ["'a", '"a', 'a\\', '"a\\']) expect(splitCommand(line)).toBeNull();
  });
});

describe('scriptOf', () => {
  it('takes the script out of a shell call only', () => {
    expect(scriptOf("/bin/zsh -lc 'rg -l x'")).toBe('rg -l x');
    expect(scriptOf('bash -c ls')).toBe('ls');
    expect(scriptOf('git -c user.name=x log')).toBe('git -c user.name=x log');
    expect(scriptOf("it's")).toBe("it's");
  });
});
