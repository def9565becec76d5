/** Reads the arguments of `brainswap exec` as Codex would, takes out our own and leaves the rest untouched. */
import { type OptionName, optionOf } from './exec-options.ts';
import { type BrainswapOptions, noOwnOptions, setOwnOption } from './own-options.ts';

export type ExecSubcommand = 'resume' | 'fork' | 'review' | 'help';

/** What Codex's own options say that a route must know. */
export interface CodexOptions {
  model: string | null;
  cd: string | null;
  sandbox: string | null;
  profile: string | null;
  localProvider: string | null;
  outputLastMessage: string | null;
  color: string | null;
  /** `-c key=value`, in order. */
  config: { key: string; value: string }[];
  enable: string[];
  disable: string[];
  /** Every option of Codex's that was given, by its long name, e.g. `json`, `oss`, `model`. */
  flags: ReadonlySet<OptionName>;
}

export interface ExecArguments {
  ours: BrainswapOptions;
  codex: CodexOptions;
  /** Codex's tokens before the word `exec`, and all behind it, ours taken out, in the caller's order. */
  rootTokens: string[];
  execTokens: string[];
  subcommand: ExecSubcommand | null;
  /** Session id or name of `resume` and `fork`; null with `--last`. */
  session: string | null;
  /** The prompt argument; `-` means standard input, null means none was given. */
  prompt: string | null;
}

const subcommands: readonly string[] = ['resume', 'fork', 'review', 'help'];

/**
 * Parses the tokens before and behind the word `exec`.
 * Options we do not know are passed on as flags.
 * @throws CodexError `bad_arguments` when one of our own options lacks its value or has a wrong one.
 */
export function parseExecArguments(
  rootTokens: readonly string[],
  execTokens: readonly string[],
): ExecArguments {
  const state = emptyState();
  const root = readTokens(rootTokens, state, false);
  const exec = readTokens(execTokens, state, true);
  return {
    ours: state.ours,
    codex: state.codex,
    rootTokens: root,
    execTokens: exec,
    subcommand: state.subcommand,
    ...sessionAndPrompt(state),
  };
}

interface State {
  ours: BrainswapOptions;
  codex: CodexOptions & { flags: Set<OptionName> };
  subcommand: ExecSubcommand | null;
  /** Words before a subcommand (a prompt), and all others. */
  before: string[];
  words: string[];
}

const emptyState = (): State => ({
  ours: { ...noOwnOptions },
  codex: {
    model: null,
    cd: null,
    sandbox: null,
    profile: null,
    localProvider: null,
    outputLastMessage: null,
    color: null,
    config: [],
    enable: [],
    disable: [],
    flags: new Set(),
  },
  subcommand: null,
  before: [],
  words: [],
});

function readTokens(tokens: readonly string[], state: State, behindExec: boolean): string[] {
  const passed: string[] = [];
  /** Where in `passed` a list of images stands that one of our options has just ended. */
  let endedList: number | null = null;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (token === '--') {
      passed.push(...tokens.slice(index));
      state.words.push(...tokens.slice(index + 1));
      break;
    }
    if (token === '-' || !token.startsWith('-')) {
      if (endedList !== null) joinList(passed, endedList);
      endedList = null;
      passed.push(token);
      takeWord(token, state, behindExec);
      continue;
    }
    const { option, inline } = optionOf(token);
    const start = index;
    let value = inline;
    if (option?.takes === 'value' && value === null) {
      index += 1;
      value = tokens[index] ?? null;
    }
    if (option?.takes === 'values' && value === null) {
      // Codex's -i swallows every word up to the next option, the prompt and subcommands too; behind a subcommand just one.
      const most = state.subcommand === null ? tokens.length : index + 1;
      while (index < most && index + 1 < tokens.length && !tokens[index + 1]?.startsWith('-')) index += 1;
    }
    if (option?.own) {
      setOwnOption(state.ours, { name: option.name, value, joined: inline !== null });
      continue;
    }
    endedList = option?.takes === 'values' && index > start ? passed.length : null;
    passed.push(...tokens.slice(start, index + 1));
    if (option) note(state.codex, option.name, value);
  }
  return passed;
}

/**
 * `-i a.png --task rename "prompt"`: with our option gone the list would swallow the prompt. Written as `--image=a.png`
 * it ends where the caller ended it.
 */
function joinList(passed: string[], start: number): void {
  const images = passed.splice(start).slice(1);
  passed.push(...images.map((image) => `--image=${image}`));
}

/** Codex takes the first word that is a subcommand as one, also behind a prompt (`exec "go on" resume --last`). */
function takeWord(word: string, state: State, behindExec: boolean): void {
  if (behindExec && state.subcommand === null && subcommands.includes(word)) {
    state.subcommand = word as ExecSubcommand;
    state.before = state.words;
    state.words = [];
  } else state.words.push(word);
}

function note(
  codex: CodexOptions & { flags: Set<OptionName> },
  name: OptionName,
  value: string | null,
): void {
  codex.flags.add(name);
  if (value === null) return;
  if (name === 'model') codex.model = value;
  else if (name === 'cd') codex.cd = value;
  else if (name === 'sandbox') codex.sandbox = value;
  else if (name === 'profile') codex.profile = value;
  else if (name === 'local-provider') codex.localProvider = value;
  else if (name === 'output-last-message') codex.outputLastMessage = value;
  else if (name === 'color') codex.color = value;
  else if (name === 'enable') codex.enable.push(value);
  else if (name === 'disable') codex.disable.push(value);
  else if (name === 'config') {
    const equals = value.indexOf('=');
    if (equals > 0) {
      codex.config.push({ key: value.slice(0, equals).trim(), value: value.slice(equals + 1).trim() });
    }
  }
}

function sessionAndPrompt({ subcommand, before, words, codex }: State): {
  session: string | null;
  prompt: string | null;
} {
  const [first = null, second = null] = words;
  const [promptBefore = null] = before;
  if (subcommand === 'fork') return { session: first, prompt: second ?? promptBefore };
  if (subcommand === 'resume') {
    // With --last no session is named: the last word is the prompt (`codex exec resume --last "go on"`).
    if (codex.flags.has('last')) return { session: null, prompt: second ?? first ?? promptBefore };
    return { session: first, prompt: second ?? promptBefore };
  }
  return { session: null, prompt: first ?? promptBefore };
}
