/** Our table of options against the help of the real Codex, so that a release with new ones is noticed. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optionOf } from './exec-options.ts';
import { locateCodex } from './locate.ts';

/** The dev dependency, also when the tests are not started through npm. */
const program = locateCodex({ configured: resolve('node_modules/.bin/codex'), env: process.env });
const helpOf = (...args: string[]) =>
  execFileSync(program.executable, [...args, '--help'], { encoding: 'utf8', env: process.env });

interface Documented {
  names: string[];
  takes: 'nothing' | 'value' | 'values';
}

/** Option lines of clap's help: `  -i, --image <FILE>...`. */
function documented(help: string): Documented[] {
  return help.split('\n').flatMap((line) => {
    const match = /^ {2,6}(?:(-\w), )?(--[\w-]+)(?: (<[^>]+>)(\.\.\.)?)?$/.exec(line);
    if (!match) return [];
    const [, short, long = '', value, more] = match;
    return [
      { names: [...(short ? [short] : []), long], takes: value ? (more ? 'values' : 'value') : 'nothing' },
    ];
  });
}

describe.each([
  [[], 20],
  [['exec'], 25],
  [['exec', 'resume'], 18],
  [['exec', 'fork'], 16],
  [['exec', 'review'], 16],
])('the help of codex %j', (command, atLeast) => {
  const options = documented(helpOf(...command));

  it('is read: it has options of every sort', () => {
    expect(options.length).toBeGreaterThanOrEqual(atLeast);
    expect(options).toContainEqual({ names: ['-m', '--model'], takes: 'value' });
  });

  it('has no option that our table lacks, or takes for one with another sort of value', () => {
    const wrong = options.flatMap(({ names, takes }) =>
      names.filter((name) => {
        const { option } = optionOf(name);
        // Behind a subcommand an image is one word; the reader knows that.
        const same = option?.takes === takes || (option?.name === 'image' && command.length > 1);
        return option === null || option.own || !same;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has none of our own names, which Codex would then never see', () => {
    const ours = ['task', 'route', 'verify', 'local-only', 'runtime', 'all-attempts'].map(
      (name) => `--${name}`,
    );
    expect(options.flatMap(({ names }) => names).filter((name) => ours.includes(name))).toEqual([]);
  });
});

describe('naming options', () => {
  it.each([
    ['--model=x', 'model', 'x'],
    ['--model=', 'model', ''],
    ['-mx', 'model', 'x'],
    ['-m=x', 'model', 'x'],
    ['-c=a=b', 'config', 'a=b'],
    ['-ca=b', 'config', 'a=b'],
    ['--yolo', 'dangerously-bypass-approvals-and-sandbox', null],
    ['-h', 'help', null],
    ['-hV', 'help', null],
  ])('%s is %s with %j', (token, name, inline) => {
    expect(optionOf(token)).toMatchObject({ option: { name }, inline });
  });

  it('does not know names of Object.prototype', () => {
    expect(optionOf('--constructor')).toEqual({ option: null, inline: null });
    expect(optionOf('--toString=x')).toEqual({ option: null, inline: 'x' });
  });
});
