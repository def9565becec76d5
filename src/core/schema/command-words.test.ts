/** Codex's shell calls, as seen in its JSON lines. */
import fc from 'fast-check';
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

  it('gives back any command, however it was quoted', () => {
    const quote = fc.constantFrom<(text: string) => string>(
      (text) => `'${text.replaceAll("'", `'\\''`)}'`,
      (text) => `'${text.replaceAll("'", `'"'"'`)}'`,
      (text) => `"${text.replaceAll(/(["\\\\$`])/g, '\\$1')}"`,
      (text) => text.replaceAll(/[^\n]/gsu, '\\$&').replaceAll('\n', "'\n'"),
    );
    const parts = fc.array(fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), quote), { minLength: 1 });
    fc.assert(
      fc.property(
        parts,
        fc.constantFrom('/bin/bash -lc ', 'bash -c ', '/usr/bin/zsh -lc '),
        (given, shell) => {
          const quoted = given.map(([text, write]) => write(text)).join('');
          expect(plainCommand(shell + quoted)).toBe(given.map(([text]) => text).join(''));
        },
      ),
    );
  });

  it('leaves a call of more words, or with an open quote, as it can be read', () => {
    expect(plainCommand('bash -c ls /tmp')).toBe('ls /tmp');
    expect(plainCommand("bash -c 'ls")).toBe("'ls");
  });
});
