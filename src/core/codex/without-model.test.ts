/** A command line without its model. */
import { describe, expect, it } from 'vitest';
import { parseExecArguments } from './exec-arguments.ts';
import { withoutModel } from './without-model.ts';

describe('taking the model out', () => {
  it.each([
    [['-m', 'x']],
    [['-mx']],
    [['--model=x']],
    [['-c', 'model="x"']],
    [['-cmodel=x']],
    [['--config', ' model = "x"']],
  ])('drops %j and nothing else', (tokens) => {
    const around = [
      '--json',
      '-c',
      'model_context_window=9',
      '-C',
      '-m',
      '-i',
      'a',
      'b',
      '--',
      '-m',
      'prompt',
    ];
    const args = withoutModel(parseExecArguments(tokens, ['--task', 'rename', ...tokens, ...around]));
    expect(args.rootTokens).toEqual([]);
    expect(args.execTokens).toEqual(around);
    expect(args.codex.model).toBeNull();
    expect(args.ours.task).toBe('rename');
  });

  it('leaves a command line without one as it is', () => {
    const args = parseExecArguments(['-c', 'a=1'], ['--oss', 'resume', 'id', '-']);
    expect(withoutModel(args)).toEqual(args);
  });
});
