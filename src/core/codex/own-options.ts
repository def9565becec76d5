/** Brainswap's own options of `exec`: what they mean, and what is said when they are given wrongly. */
import { TaskClass } from '../schema/index.ts';
import { CodexError } from './errors.ts';
import type { OwnOptionName } from './exec-options.ts';

/** Options of our own, not passed to Codex. */
export interface BrainswapOptions {
  task: string | null;
  route: 'local' | 'cloud' | 'auto' | null;
  verify: string | null;
  localOnly: boolean;
  allAttempts: boolean;
  runtimeUrl: string | null;
}

export const noOwnOptions: BrainswapOptions = {
  task: null,
  route: null,
  verify: null,
  localOnly: false,
  allAttempts: false,
  runtimeUrl: null,
};

/** One option as it stood on the command line; `value` is null where none was given. */
export interface GivenOption {
  name: OwnOptionName;
  value: string | null;
  /** `--name=value`, as opposed to `--name value`. */
  joined: boolean;
}

/**
 * Notes one option in `own`.
 * @throws CodexError `bad_arguments` when its value is missing or wrong.
 */
export function setOwnOption(own: BrainswapOptions, given: GivenOption): void {
  switch (given.name) {
    case 'task':
      own.task = taskClass(valueGiven(given, 'a task class, e.g. --task rename'));
      break;
    case 'verify':
      own.verify = valueGiven(given, "a command, e.g. --verify 'npm test'");
      break;
    case 'route':
      own.route = route(valueGiven(given, 'local, cloud or auto'));
      break;
    case 'runtime':
      own.runtimeUrl = runtimeUrl(
        valueGiven(given, 'the base URL of a server with /v1/responses, e.g. http://127.0.0.1:1234/v1'),
      );
      break;
    case 'local-only':
      own.localOnly = flag(given);
      break;
    case 'all-attempts':
      own.allAttempts = flag(given);
      break;
  }
}

/** A word that looks like an option is a forgotten value, as it is for Codex; `--verify=-x` says that it is meant. */
function valueGiven({ name, value, joined }: GivenOption, what: string): string {
  if (value !== null && value !== '' && (joined || !value.startsWith('-'))) return value;
  throw wrong(`--${name} needs ${what}.`);
}

function flag({ name, joined }: GivenOption): true {
  if (!joined) return true;
  throw wrong(`--${name} takes no value.`);
}

/** A class that could never be in the routing table is a slip, which would silently send the task to cloud. */
function taskClass(value: string): string {
  const parsed = TaskClass.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrong(`--task ${value}: ${parsed.error.issues[0]?.message ?? 'not a task class.'}`);
}

function route(value: string): 'local' | 'cloud' | 'auto' {
  if (value === 'local' || value === 'cloud' || value === 'auto') return value;
  throw wrong(`--route is local, cloud or auto, not ${value}.`);
}

function runtimeUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrong(`--runtime ${value} is not an http or https URL, e.g. http://127.0.0.1:1234/v1.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong(
      '--runtime: a user name or password in the URL can be read by everyone on this machine. Put the key into the environment variable BRAINSWAP_RUNTIME_TOKEN instead.',
    );
  }
  return value;
}

const wrong = (message: string) => new CodexError('bad_arguments', message);
