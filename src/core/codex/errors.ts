/** What can go wrong between us and the Codex CLI. */

export type CodexErrorCode = 'codex_missing' | 'codex_unusable' | 'bad_arguments' | 'refused_combination';

/** The message says what was tried and what to do next; `exitCode` is what a command line should end with. */
export class CodexError extends Error {
  override name = 'CodexError';
  readonly code: CodexErrorCode;
  readonly exitCode: number;
  constructor(code: CodexErrorCode, message: string, options: { cause?: unknown; exitCode?: number } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.exitCode =
      options.exitCode ?? (code === 'bad_arguments' || code === 'refused_combination' ? 2 : 127);
  }
}
