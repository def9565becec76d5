/** The rehearsal programs: `runtime`, `cloud`, `hub` and `lms`. Reached as `brainswap rehearsal …`, or run by itself. */
import { parseArgs } from 'node:util';
import { startCloud } from './cloud.ts';
import type { RehearsalServer } from './http/server.ts';
import { readRepos } from './hub/repos-file.ts';
import { type HubServer, startHub } from './hub/server.ts';
import { stateCatalogue } from './lms/state.ts';
import { runLms } from './lms.ts';
import { startRuntime } from './runtime.ts';

const usage = `Usage: brainswap rehearsal runtime|cloud [options]   (a stand-in that follows a script, no model)
       brainswap rehearsal hub [options]              (a stand-in for the Hugging Face hub)
       brainswap rehearsal lms <command>              (a stand-in for LM Studio's command line)

  --port N              port on 127.0.0.1; 0 (default) lets the system choose
  --script FILE         a script of your own; its scenarios win over the shipped ones
  --model KEY           a model it offers; may be given again, the first is loaded
  --context-length N    tokens the first model is loaded with (default 32768)
  --token-env NAME      environment variable that holds the bearer token to ask for
  --repos FILE          of the hub: JSON list of the repositories it offers (default: two small ones)
  --with-parent         end when the parent process goes away
`;

type RehearsalKind = 'runtime' | 'cloud' | 'hub';

/** Runs one of the programs; resolves to its exit code when it has ended. */
export async function runRehearsal(argv: readonly string[]): Promise<number> {
  const [kind, ...rest] = argv;
  if (kind === 'lms') return runLms(rest);
  if (kind !== 'runtime' && kind !== 'cloud' && kind !== 'hub') {
    process.stderr.write(usage);
    return kind === '--help' || kind === '-h' ? 0 : 2;
  }
  try {
    return await serve(kind, rest);
  } catch (error) {
    process.stderr.write(`brainswap rehearsal ${kind}: ${(error as Error).message}\n`);
    return 1;
  }
}

function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`--${option} wants a whole number, not "${text}".`);
  return Number(text);
}

async function serve(kind: RehearsalKind, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      script: { type: 'string' },
      model: { type: 'string', multiple: true },
      'context-length': { type: 'string' },
      'token-env': { type: 'string' },
      'with-parent': { type: 'boolean' },
      'lms-state': { type: 'string' },
      repos: { type: 'string' },
    },
  });
  const tokenName = values['token-env'];
  const token = tokenName === undefined ? undefined : process.env[tokenName];
  if (tokenName !== undefined && !token) throw new Error(`${tokenName} is not set.`);
  const port = wholeNumber(values.port, 'port');
  const contextLength = wholeNumber(values['context-length'], 'context-length');
  const server = await start(kind, {
    ...(port === undefined ? {} : { port }),
    ...(values.script === undefined ? {} : { script: values.script }),
    ...(values.model === undefined ? {} : { models: values.model }),
    ...(contextLength === undefined ? {} : { contextLength }),
    ...(token === undefined ? {} : { token }),
    ...(values['lms-state'] === undefined ? {} : { lmsState: values['lms-state'] }),
    ...(values.repos === undefined ? {} : { repos: values.repos }),
  });
  const url = kind === 'hub' ? server.origin : `${server.origin}/v1`;
  process.stdout.write(`${JSON.stringify({ url, pid: process.pid })}\n`);
  const stop = () => void server.close();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const watch = values['with-parent'] ? endWithParent(stop) : undefined;
  await server.closed;
  clearInterval(watch);
  return 0;
}

interface StartOptions {
  port?: number;
  script?: string;
  models?: readonly string[];
  contextLength?: number;
  token?: string;
  /** State folder of the `lms` stand-in that started this runtime. */
  lmsState?: string;
  /** File with the repositories of the hub. */
  repos?: string;
}

async function start(kind: RehearsalKind, options: StartOptions): Promise<RehearsalServer | HubServer> {
  const { token, lmsState, repos, ...rest } = options;
  if (kind === 'hub') {
    return startHub({
      ...(rest.port === undefined ? {} : { port: rest.port }),
      ...(repos === undefined ? {} : { repos: readRepos(repos) }),
      ...(token === undefined ? {} : { behaviour: { token } }),
    });
  }
  if (kind === 'cloud') return startCloud({ ...rest, ...(token === undefined ? {} : { apiKey: token }) });
  return startRuntime({
    ...rest,
    ...(lmsState === undefined ? {} : { catalogue: stateCatalogue(lmsState) }),
    behaviour: token === undefined ? {} : { token },
  });
}

/** Calls `stop` when the parent has gone: its pipe to us closes, or we are given to another parent. */
function endWithParent(stop: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500);
}

// In the bundled command line `import.meta.main` is true as well, and there it is not this program that was started.
if (import.meta.main && import.meta.url.endsWith('/main.ts')) {
  process.exitCode = await runRehearsal(process.argv.slice(2));
}
