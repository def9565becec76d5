/** What `exec` makes of a command line: our options out, Codex's words and options read as Codex reads them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExecArguments } from './exec-arguments.ts';

const parse = (...tokens: string[]) => parseExecArguments([], tokens);

/** A word that Codex takes for a word: no option, no subcommand. */
const word = fc
  .string({ minLength: 1 })
  .filter((text) => !text.startsWith('-') && !['resume', 'fork', 'review', 'help'].includes(text));
const value = fc.oneof(word, fc.constantFrom('resume', 'exec', 'a=b', 'model="x y"', '{"a"=[1]}'));
const codexPiece = fc.oneof(
  fc
    .constantFrom('--json', '--oss', '--ephemeral', '--skip-git-repo-check', '--worktree')
    .map((flag) => [flag]),
  fc
    .tuple(fc.constantFrom('-m', '--model', '-C', '-s', '-c', '--enable', '-o', '--color'), value)
    .map((pair) => pair),
  fc
    .tuple(fc.constantFrom('--model=', '--cd=', '-m', '-m=', '-c', '-c=', '-i', '--image='), value)
    .map((pair) => [pair.join('')]),
  fc.constantFrom('--of-a-later-release', '--later=x', '-z').map((unknown) => [unknown]),
);
const ownPiece = fc.oneof(
  fc.constantFrom('--local-only', '--all-attempts').map((flag) => [flag]),
  fc.constantFrom(['--task', 'rename'], ['--task=rename'], ['--route', 'local'], ['--route=auto']),
  word.map((command) => ['--verify', command]),
  fc.string({ minLength: 1 }).map((command) => [`--verify=${command}`]),
  fc.constantFrom(['--runtime', 'http://127.0.0.1:1/v1'], ['--runtime=https://host/v1']),
);

describe('taking our own options out', () => {
  it('keeps every other token in order and untouched, whatever the mixture', () => {
    const pieces = fc.array(
      fc.oneof(
        codexPiece.map((tokens) => ({ own: false, tokens })),
        word.map((text) => ({ own: false, tokens: [text] })),
        ownPiece.map((tokens) => ({ own: true, tokens })),
      ),
    );
    fc.assert(
      fc.property(pieces, (given) => {
        const args = parse(...given.flatMap(({ tokens }) => tokens));
        expect(args.execTokens).toEqual(given.flatMap(({ own, tokens }) => (own ? [] : tokens)));
      }),
    );
  });

  it('touches nothing behind `--`, not even what looks like ours', () => {
    fc.assert(
      fc.property(fc.array(codexPiece), fc.array(fc.string()), (before, behind) => {
        const tokens = [...before.flat(), '--', ...behind];
        expect(parse(...tokens).execTokens).toEqual(tokens);
      }),
    );
    expect(parse('--', '--task', 'rename').ours.task).toBeNull();
    expect(parse('--', '--task').prompt).toBe('--task');
  });

  it('reads them before the word exec as well', () => {
    const args = parseExecArguments(['--task', 'rename', '-m', 'root'], ['--json', 'hi']);
    expect(args.ours.task).toBe('rename');
    expect(args.rootTokens).toEqual(['-m', 'root']);
    expect(args.execTokens).toEqual(['--json', 'hi']);
  });

  it('ends a list of images where one of ours ended it, so that Codex does not swallow the prompt', () => {
    const args = parse('-i', 'a.png', 'b.png', '--task', 'rename', 'do it');
    expect(args.execTokens).toEqual(['--image=a.png', '--image=b.png', 'do it']);
    expect(args.prompt).toBe('do it');
  });

  it('leaves such a list as it is when an option or `--` follows anyway', () => {
    expect(parse('-i', 'a.png', '--task', 'rename', '--json', 'do it').execTokens).toEqual([
      '-i',
      'a.png',
      '--json',
      'do it',
    ]);
    expect(parse('-i', 'a.png', '--local-only', '--', 'do it').execTokens).toEqual([
      '-i',
      'a.png',
      '--',
      'do it',
    ]);
  });
});

describe('reading the options that a route must know', () => {
  it.each([[['-m', 'x']], [['-mx']], [['-m=x']], [['--model', 'x']], [['--model=x']]])(
    'reads the model of %j',
    (tokens) => {
      expect(parse(...tokens, 'hi').codex.model).toBe('x');
      expect(parse(...tokens, 'hi').prompt).toBe('hi');
    },
  );

  it('reads every form of -c, split at the first equals sign', () => {
    const { codex } = parse(
      '-c',
      'a=1',
      '-cb=2',
      '-c=c="x=y"',
      '--config',
      ' d = 4 ',
      '--config=e.f=[1]',
      'hi',
    );
    expect(codex.config).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
      { key: 'c', value: '"x=y"' },
      { key: 'd', value: '4' },
      { key: 'e.f', value: '[1]' },
    ]);
  });

  it('notes what was given, values and flags, under the long names', () => {
    const { codex } = parse(
      '--yolo',
      '--experimental-json',
      '-s',
      'read-only',
      '-C/tmp',
      '--add-dir',
      '/x',
      'hi',
    );
    expect([...codex.flags].sort()).toEqual([
      'add-dir',
      'cd',
      'dangerously-bypass-approvals-and-sandbox',
      'json',
      'sandbox',
    ]);
    expect(codex).toMatchObject({ sandbox: 'read-only', cd: '/tmp' });
  });

  it('takes the value of exec over that of the root, as Codex does', () => {
    expect(parseExecArguments(['-m', 'root'], ['-m', 'inner', 'hi']).codex.model).toBe('inner');
    expect(parseExecArguments(['-m', 'root'], ['hi']).codex.model).toBe('root');
  });

  it('lets -i swallow words up to the next option, the prompt and subcommands too', () => {
    expect(parse('-i', 'a.png', 'resume', 'hi')).toMatchObject({ subcommand: null, prompt: null });
    expect(parse('-i', 'a.png', '--json', 'hi').prompt).toBe('hi');
    expect(parse('--image=a.png', 'hi').prompt).toBe('hi');
    expect(parse('-ia.png', 'hi').prompt).toBe('hi');
  });

  it('lets -i take one word behind a subcommand', () => {
    expect(parse('resume', '-i', 'a.png', 'id', 'hi')).toMatchObject({ session: 'id', prompt: 'hi' });
  });
});

describe('reading prompt, session and subcommand', () => {
  it.each<[string[], { subcommand: string | null; session: string | null; prompt: string | null }]>([
    [['hi'], { subcommand: null, session: null, prompt: 'hi' }],
    [['-'], { subcommand: null, session: null, prompt: '-' }],
    [[], { subcommand: null, session: null, prompt: null }],
    [['--', 'resume'], { subcommand: null, session: null, prompt: 'resume' }],
    [['resume', 'id', 'hi'], { subcommand: 'resume', session: 'id', prompt: 'hi' }],
    [['resume', 'id'], { subcommand: 'resume', session: 'id', prompt: null }],
    [['resume', 'id', '-'], { subcommand: 'resume', session: 'id', prompt: '-' }],
    [['resume'], { subcommand: 'resume', session: null, prompt: null }],
    [['resume', '--last', 'hi'], { subcommand: 'resume', session: null, prompt: 'hi' }],
    [['resume', 'hi', '--last'], { subcommand: 'resume', session: null, prompt: 'hi' }],
    [['resume', '--last'], { subcommand: 'resume', session: null, prompt: null }],
    [['resume', '--last', 'a', 'b'], { subcommand: 'resume', session: null, prompt: 'b' }],
    [['hi', 'resume', '--last'], { subcommand: 'resume', session: null, prompt: 'hi' }],
    [['hi', 'resume', 'id'], { subcommand: 'resume', session: 'id', prompt: 'hi' }],
    [['fork', 'id', 'hi'], { subcommand: 'fork', session: 'id', prompt: 'hi' }],
    [['fork', 'id'], { subcommand: 'fork', session: 'id', prompt: null }],
    [['review', '--uncommitted'], { subcommand: 'review', session: null, prompt: null }],
    [['review', '--base', 'main', 'look'], { subcommand: 'review', session: null, prompt: 'look' }],
    [['help', 'resume'], { subcommand: 'help', session: null, prompt: 'resume' }],
    [
      ['--task', 'rename', 'resume', '--json', 'id', 'resume'],
      { subcommand: 'resume', session: 'id', prompt: 'resume' },
    ],
  ])('%j', (tokens, expected) => {
    const { subcommand, session, prompt } = parse(...tokens);
    expect({ subcommand, session, prompt }).toEqual(expected);
  });
});

describe('our own options, given wrongly', () => {
  it.each([
    [['--task'], '--task needs a task class, e.g. --task rename.'],
    [['--task='], '--task needs a task class, e.g. --task rename.'],
    [['--task', '--json'], '--task needs a task class, e.g. --task rename.'],
    [['--task', 'Rename It'], 'lower case letters'],
    [['--verify'], "--verify needs a command, e.g. --verify 'npm test'."],
    [['--verify', '--json'], '--verify needs a command'],
    [['--route', 'mars'], '--route is local, cloud or auto, not mars.'],
    [['--runtime', 'localhost:1234'], 'is not an http or https URL'],
    [['--runtime', 'not a url'], 'is not an http or https URL'],
    [['--runtime', 'http://me:secret@host/v1'], 'BRAINSWAP_RUNTIME_TOKEN'],
    [['--local-only=yes'], '--local-only takes no value.'],
    [['--all-attempts=1'], '--all-attempts takes no value.'],
  ])('%j is refused with words and exit code 2', (tokens, words) => {
    let thrown: unknown;
    try {
      parse(...tokens);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: 'bad_arguments',
      exitCode: 2,
      message: expect.stringContaining(words),
    });
    expect(String(thrown)).not.toContain('secret');
  });

  it('takes a command that begins with a dash when it is joined', () => {
    expect(parse('--verify=-x').ours.verify).toBe('-x');
  });
});
