/** Words for a person from whatever was thrown. */

/** Errors of ours speak for themselves; those of the system are told with their code, so that they can be looked up. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.BRAINSWAP_DEBUG) return error.stack ?? error.message;
  const { code } = error as NodeJS.ErrnoException;
  const isSystems = typeof code === 'string' && /^(E[A-Z0-9]+|ERR_\w+)$/.test(code);
  return isSystems && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
}
