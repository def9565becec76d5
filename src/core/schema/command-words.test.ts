/** Codex's shell calls, as seen in its JSON lines. */
import { describe, expect, it } from 'vitest';
import { plainCommand } from './command-words.ts';

describe('plainCommand', () => {
  it('takes the command out of single quotes', () => {
    expect(plainCommand("/bin/bash -lc 'rg -l UserDTO'")).toBe('rg -l UserDTO');
  });

  it('takes it out of double quotes, with their escapes', () => {
    expect(plainCommand(String.raw`/bin/bash -c "printf 'hi\\n' > \"a b\" && echo \$HOME"`)).toBe(
      String.raw`printf 'hi\n' > "a b" && echo $HOME`,
    );
  });

  it('mends quotes inside single quotes', () => {
    expect(plainCommand(String.raw`/bin/zsh -lc 'echo '\''x'\'''`)).toBe("echo 'x'");
  });

  it('takes one bare word', () => {
    expect(plainCommand('/bin/bash -lc ls')).toBe('ls');
  });

  it('leaves what is not a shell call as it is', () => {
    expect(plainCommand('git commit -c x')).toBe('git commit -c x');
    expect(plainCommand('')).toBe('');
  });
});
