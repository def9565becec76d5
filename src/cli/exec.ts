/** `brainswap exec`: a drop-in for `codex exec`. Same stdin, stdout, exit code and signals. */
import { constants } from 'node:os';
import { CodexError, parseExecArguments } from '../core/codex/index.ts';
import { execInput, runTask } from '../core/exec/index.ts';
import { openServices } from '../core/services.ts';
import { wordsOf } from './errors.ts';
import { execHelp } from './exec-help.ts';
import { passSignals } from './signals.ts';
import { readStandardInput } from './standard-input.ts';
import { terminalSink } from './terminal-sink.ts';

/** Runs and ends the process with Codex's own exit code, or by the signal that ended the run. */
export async function execCommand(rootTokens: string[], execTokens: string[]): Promise<void> {
  const signals = passSignals();
  let began = false;
  const onRun = () => {
    began = true;
  };
  const sink = terminalSink(signals.stop);
  try {
    const args = parseExecArguments(rootTokens, execTokens);
    if (args.codex.flags.has('help') || args.codex.flags.has('version') || args.subcommand === 'help') {
      process.exitCode = await execHelp(args, process.env);
      return;
    }
    const services = openServices(process.env);
    try {
      const input = execInput(args, process.cwd(), await readStandardInput(signals.signal));
      const result = await runTask(
        { ...input, origin: 'cli', parent: null, onRun },
        { ...services, settings: services.settings.get(), env: process.env },
        sink,
        signals.signal,
      );
      process.exitCode = exitCodeOf(result);
    } finally {
      services.close();
    }
  } catch (error) {
    // Who has pressed Ctrl-C before anything began knows why nothing did.
    if (began || !signals.signal.aborted) process.stderr.write(`brainswap: ${wordsOf(error)}\n`);
    process.exitCode = error instanceof CodexError ? error.exitCode : 1;
  }
  await flushed();
  signals.finish({ began });
}

/** Codex's exit code; a failed verification or a limit of ours is a failure too, whatever Codex said. */
function exitCodeOf(result: {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  outcome: string;
  failure: { code: string } | null;
}): number {
  // A limit of ours ends a run with 1, however early in its start or by whatever signal Codex then ended.
  const limit = result.outcome === 'failed' && result.failure?.code !== 'codex_killed';
  if (limit && result.signal !== null) return 1;
  if (result.signal !== null) return 128 + (constants.signals[result.signal] ?? 0);
  const code = result.exitCode ?? 1;
  return result.outcome !== 'succeeded' && code === 0 ? 1 : code;
}

/** Bytes written to a pipe must be out before the process ends. */
async function flushed(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) =>
        new Promise<void>((resolve) =>
          stream.writableLength === 0 ? resolve() : stream.write('', () => resolve()),
        ),
    ),
  );
}
