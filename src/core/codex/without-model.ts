/** Takes the model out of a command line: one that a local runtime serves means nothing to the cloud. */
import { type ExecArguments, parseExecArguments } from './exec-arguments.ts';
import { optionOf } from './exec-options.ts';

/** The same arguments without `-m` and `-c model=…`. */
export function withoutModel(args: ExecArguments): ExecArguments {
  const parsed = parseExecArguments(tokensWithout(args.rootTokens), tokensWithout(args.execTokens));
  return { ...parsed, ours: args.ours };
}

function tokensWithout(tokens: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (token === '--') return [...kept, ...tokens.slice(index)];
    const { option, inline } = token.startsWith('-') ? optionOf(token) : { option: null, inline: null };
    const last = option?.takes === 'value' && inline === null ? index + 1 : index;
    const value = inline ?? tokens[index + 1] ?? '';
    const namesModel = option?.name === 'model' || (option?.name === 'config' && /^\s*model\s*=/.test(value));
    if (!namesModel) kept.push(...tokens.slice(index, last + 1));
    index = last;
  }
  return kept;
}
