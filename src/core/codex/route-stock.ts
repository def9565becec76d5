/** Arguments for a stock local run: `codex exec --oss` as a person would type it, with only its address moved to our relay. */
import { featuresSaid, isSaid } from './caller-config.ts';
import type { ExecArguments } from './exec-arguments.ts';

export interface StockOptions {
  model: string;
  contextLength: number;
}

/**
 * Codex's arguments for a stock run. The relay's address goes in by environment (`stockEnvironment`), since the built-in
 * provider cannot be overridden. The window is set because Codex takes 258k for an unknown model and would never compact in time.
 */
export function stockArguments(args: ExecArguments, { model, contextLength }: StockOptions): string[] {
  const { codex } = args;
  return [
    ...args.rootTokens,
    'exec',
    ...(codex.flags.has('oss') ? [] : ['--oss']),
    ...(codex.localProvider === null ? ['--local-provider', 'lmstudio'] : []),
    ...(codex.model === null && !isSaid(codex, 'model') ? ['-m', model] : []),
    ...(isSaid(codex, 'model_context_window') ? [] : ['-c', `model_context_window=${contextLength}`]),
    // Without this a runtime that goes away is waited for without end.
    ...(featuresSaid(codex).has('unbounded_connection_retries')
      ? []
      : ['--disable', 'unbounded_connection_retries']),
    ...args.execTokens,
  ];
}

/** `relayUrl` carries the token in its path: the built-in provider sends no key. */
export function stockEnvironment(relayUrl: string): Record<string, string> {
  return { CODEX_OSS_BASE_URL: relayUrl };
}
