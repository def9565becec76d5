/** An error of a request in words for a person, with the raw evidence kept apart. */

export interface ErrorWords {
  message: string;
  /** What to show when the person unfolds the evidence; null when the message says it all. */
  evidence: string | null;
}

/** Servers answer with words of their own; only a bare code or no words at all is put into ours. */
export function errorWords(error: unknown): ErrorWords {
  if (!(error instanceof Error)) return { message: 'Brainswap gave no reason.', evidence: String(error) };
  const evidence = evidenceOf(error);
  if (error.message === '' || /^internal server error$/i.test(error.message)) {
    return { message: 'Brainswap could not do that. Its log says why.', evidence };
  }
  return { message: error.message, evidence };
}

/** What an RPC error carries besides its words: the issues of a refused input. */
function evidenceOf(error: Error): string | null {
  if (!('data' in error) || error.data === undefined || error.data === null) return null;
  return JSON.stringify(error.data, null, 2);
}
