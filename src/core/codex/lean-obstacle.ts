/** What of a command line a lean local run cannot honour. */
import type { ExecArguments } from './exec-arguments.ts';
import { refuse } from './refusals.ts';

export interface Obstacle {
  /** What stands in the way, as a sentence. */
  what: string;
  instead: string;
}

/** The first thing that a lean run cannot honour, or null. */
export function leanObstacle(args: ExecArguments): Obstacle | null {
  const { codex } = args;
  if (codex.profile !== null) {
    return {
      what: `--profile ${codex.profile} layers your own config, which a lean local run does not read.`,
      instead: 'Leave it out, use --route cloud, or set local.mode to "stock".',
    };
  }
  const provider = ownProvider(args);
  if (provider) {
    return { what: provider, instead: 'Leave it out and use --runtime URL, or use --route cloud.' };
  }
  // Only where a thread that began lean is resumed: anywhere else --oss makes the run stock.
  if (codex.flags.has('oss')) {
    return {
      what: '--oss chooses another provider than the one this thread began with.',
      instead: 'Leave it out.',
    };
  }
  if (codex.flags.has('remote')) {
    return {
      what: '--remote runs the task in another Codex, out of reach of the local route.',
      instead: 'Use --route cloud.',
    };
  }
  if (codex.flags.has('search')) return { what: '--search needs the cloud.', instead: 'Use --route cloud.' };
  if (codex.flags.has('cyber-access-program')) {
    return { what: '--cyber-access-program is a program of OpenAI.', instead: 'Use --route cloud.' };
  }
  return null;
}

/**
 * Refuses what a lean run cannot honour.
 * @throws CodexError `refused_combination`
 */
export function refuseForLean(args: ExecArguments): void {
  const obstacle = leanObstacle(args);
  if (obstacle) refuse(obstacle.what, obstacle.instead);
}

/** The caller's own choice of provider by `-c`, as a sentence, or null. */
export function ownProvider({ codex }: ExecArguments): string | null {
  const provider = codex.config.find(({ key }) => /^(model_providers?|oss_provider)(\.|$)/.test(key));
  return provider ? `-c ${provider.key} chooses a provider, and so does the local route.` : null;
}
