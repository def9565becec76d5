/** Combinations of options that cannot be honoured, said before anything is started. */
import { CodexError } from './errors.ts';
import type { ExecArguments } from './exec-arguments.ts';

/** Throws `refused_combination` with what cannot be and what to do instead. */
export function refuse(what: string, instead: string): never {
  throw new CodexError('refused_combination', `${what} ${instead}`);
}

/** Checks what contradicts itself on every route. */
export function refuseContradictions({ ours, codex }: ExecArguments): void {
  if (ours.localOnly && ours.route === 'cloud') {
    refuse('--local-only and --route cloud contradict each other.', 'Leave one of them out.');
  }
  if (ours.route === 'cloud' && (codex.flags.has('oss') || codex.localProvider !== null)) {
    refuse('--oss asks for a local model and --route cloud for the cloud.', 'Leave one of them out.');
  }
  if (ours.route === 'cloud' && ours.runtimeUrl !== null) {
    refuse(
      '--runtime points the local route at a server; --route cloud does not use it.',
      'Leave one of them out.',
    );
  }
  if (codex.localProvider !== null && codex.localProvider !== 'lmstudio') {
    refuse(
      `--local-provider ${codex.localProvider} is started by Codex itself, out of Brainswap's sight.`,
      'Use --runtime with its base URL instead, e.g. --runtime http://127.0.0.1:11434/v1.',
    );
  }
}
