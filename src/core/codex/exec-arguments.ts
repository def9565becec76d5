/** Reads the arguments of `brainswap exec` as Codex would, takes out our own and leaves the rest untouched. */
import { CodexError } from './errors.ts';
import { type OptionName, optionOf } from './exec-options.ts';

export type ExecSubcommand = 'resume' | 'fork' | 'review' | 'help';

/** Options of our own, not passed to Codex. */
export interface BrainswapOptions {
  task: string | null;
  route: 'local' | 'cloud' | 'auto' | null;
  verify: string | null;
  localOnly: boolean;
  allAttempts: boolean;
  runtimeUrl: string | null;
}

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
  /** Flags without a value that were given, e.g. `json`, `oss`, `ephemeral`. */
  flags: ReadonlySet<OptionName>;
}

export interface ExecArguments {
  ours: BrainswapOptions;
  codex: CodexOptions;
  /** Codex's tokens before the word `exec`, and all behind it, ours taken out, in the caller's order. */
  rootTokens: string[];
  execTokens: string[];
  subcommand: ExecSubcommand | null;
  /** Session id or name of `resume` and `fork`. */
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
  const { session, prompt } = readPositionals(state);
  return {
    ours: state.ours,
    codex: state.codex,
    rootTokens: root,
    execTokens: exec,
    subcommand: state.subcommand,
    session,
    prompt,
  };
}

interface State {
  ours: BrainswapOptions;
  codex: CodexOptions & { flags: Set<OptionName> };
  subcommand: ExecSubcommand | null;
  positionals: string[];
}

const emptyState = (): State => ({
  ours: { task: null, route: null, verify: null, localOnly: false, allAttempts: false, runtimeUrl: null },
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
  positionals: [],
});

function readTokens(tokens: readonly string[], state: State, behindExec: boolean): string[] {
  const passed: string[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (token === '--') {
      passed.push(...tokens.slice(index));
      state.positionals.push(...tokens.slice(index + 1));
      break;
    }
    if (token === '-' || !token.startsWith('-')) {
      passed.push(token);
      const isSubcommand = behindExec && state.subcommand === null && state.positionals.length === 0;
      if (isSubcommand && subcommands.includes(token)) state.subcommand = token as ExecSubcommand;
      else state.positionals.push(token);
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
      // Codex's -i swallows every word up to the next option, the prompt too.
      while (index + 1 < tokens.length && !tokens[index + 1]?.startsWith('-')) index += 1;
    }
    if (option?.ours) setOurs(state.ours, option.name, value, inline !== null);
    else {
      passed.push(...tokens.slice(start, index + 1));
      if (option) note(state.codex, option.name, value);
    }
  }
  return passed;
}

function setOurs(ours: BrainswapOptions, name: OptionName, value: string | null, hadInline: boolean): void {
  const given = (what: string): string => {
    if (value !== null && value !== '') return value;
    throw new CodexError('bad_arguments', `--${name} needs ${what}.`);
  };
  const flag = (): true => {
    if (!hadInline) return true;
    throw new CodexError('bad_arguments', `--${name} takes no value.`);
  };
  if (name === 'task') ours.task = given('a task class, e.g. --task rename');
  else if (name === 'verify') ours.verify = given("a command, e.g. --verify 'npm test'");
  else if (name === 'local-only') ours.localOnly = flag();
  else if (name === 'all-attempts') ours.allAttempts = flag();
  else if (name === 'runtime') {
    const url = given('the base URL of a server with /v1/responses, e.g. http://127.0.0.1:1234/v1');
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new CodexError('bad_arguments', `--runtime ${url} is not an http or https URL.`);
    }
    ours.runtimeUrl = url;
  } else if (name === 'route') {
    const route = given('local, cloud or auto');
    if (route !== 'local' && route !== 'cloud' && route !== 'auto') {
      throw new CodexError('bad_arguments', `--route is local, cloud or auto, not ${route}.`);
    }
    ours.route = route;
  }
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

function readPositionals({ subcommand, positionals, codex }: State): {
  session: string | null;
  prompt: string | null;
} {
  const [first = null, second = null] = positionals;
  if (subcommand === 'fork') return { session: first, prompt: second };
  if (subcommand === 'resume') {
    // With --last the only word is the prompt (`codex exec resume --last "go on"`).
    if (codex.flags.has('last') && second === null) return { session: null, prompt: first };
    return { session: first, prompt: second };
  }
  return { session: null, prompt: first };
}

/**
 * Splits a command line at the word `exec` (or its alias `e`), which may stand behind options: `-c a=b exec …`.
 * Null when the first word is another one.
 */
export function splitAtExec(argv: readonly string[]): { root: string[]; exec: string[] } | null {
  for (let index = 0; index < argv.length; index += 1) {
    const token = argv[index] ?? '';
    if (token === 'exec' || token === 'e') return { root: argv.slice(0, index), exec: argv.slice(index + 1) };
    if (token === '--' || token === '-' || !token.startsWith('-')) return null;
    const { option, inline } = optionOf(token);
    if (option === null) return null;
    if (option.takes !== 'nothing' && inline === null) index += 1;
  }
  return null;
}
