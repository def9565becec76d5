/** What goes wrong when Codex's session files are read. */

/** The message says what to do next. */
export class RolloutError extends Error {
  override readonly name = 'RolloutError';
  readonly file: string | null;

  constructor(message: string, file: string | null, options?: { cause?: unknown }) {
    super(message, options);
    this.file = file;
  }
}
