/** Words for a person from whatever was thrown. */
import { CodexError } from '../core/codex/index.ts';
import { RunStoreError } from '../core/runs/index.ts';
import { RuntimeError } from '../core/runtimes/index.ts';
import { SettingsError } from '../core/settings/index.ts';

/** Errors of ours speak for themselves; others are told with what they are, so that they can be reported. */
export function wordsOf(error: unknown): string {
  const ours = [CodexError, RuntimeError, SettingsError, RunStoreError].some((kind) => error instanceof kind);
  if (ours && error instanceof Error) return error.message;
  if (error instanceof Error) {
    const code = (error as NodeJS.ErrnoException).code;
    return process.env.BRAINSWAP_DEBUG
      ? (error.stack ?? error.message)
      : `${error.message}${code ? ` (${code})` : ''}`;
  }
  return String(error);
}
