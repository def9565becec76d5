/** What Codex is given to read, and what is kept of it as the prompt. */
import { describe, expect, it } from 'vitest';
import { parseExecArguments } from '../codex/index.ts';
import { execInput, type StandardInput } from './input.ts';

const terminal: StandardInput = { kind: 'terminal' };
const piped = (text: string): StandardInput => ({ kind: 'bytes', bytes: Buffer.from(text) });
const input = (tokens: string[], stdin: StandardInput) =>
  execInput(parseExecArguments([], tokens), '/start', stdin);

describe('at a terminal', () => {
  it('Codex gets nothing to read beside a prompt', () => {
    expect(input(['do it'], terminal)).toMatchObject({ stdin: 'ignore', prompt: 'do it' });
  });

  it('Codex gets nothing to read where it needs no prompt', () => {
    for (const tokens of [
      ['review', '--uncommitted'],
      ['fork', 'id'],
    ]) {
      expect(input(tokens, terminal)).toMatchObject({ stdin: 'ignore', prompt: '' });
    }
  });

  it('Codex reads for itself what is not said, and we do not know it', () => {
    for (const tokens of [[], ['-'], ['resume', 'id'], ['resume', 'id', '-']]) {
      expect(input(tokens, terminal)).toMatchObject({ stdin: 'inherit', prompt: '' });
    }
  });
});

describe('with piped input', () => {
  it.each([
    [[], 'from stdin\n', 'from stdin\n'],
    [['-'], 'from stdin', 'from stdin'],
    [['resume', '--last'], 'go on', 'go on'],
    [['do it'], '', 'do it'],
    [['do it'], 'data', 'do it\n\n<stdin>\ndata\n</stdin>'],
    [['do it'], 'data\n', 'do it\n\n<stdin>\ndata\n</stdin>'],
  ])('%j with %j is the prompt %j, as Codex puts it together', (tokens, text, prompt) => {
    expect(input(tokens, piped(text)).prompt).toBe(prompt);
  });

  it('Codex gets the bytes as they are, and a closed input for none', () => {
    const bytes = new Uint8Array([1, 0xc3, 0, 255]);
    expect(input([], { kind: 'bytes', bytes }).stdin).toBe(bytes);
    expect(input([], piped('')).stdin).toBe('ignore');
  });
});

describe('the workspace', () => {
  it('is the folder of -C, seen from where the caller stands, else that folder', () => {
    expect(input(['hi'], terminal)).toMatchObject({ startFolder: '/start', workspace: '/start' });
    expect(input(['-C', 'sub/..//x', 'hi'], terminal)).toMatchObject({
      startFolder: '/start',
      workspace: '/start/x',
    });
    expect(input(['--cd=/abs', 'hi'], terminal).workspace).toBe('/abs');
  });
});
