/** What goes wrong when a workspace is copied or put back. */

export type WorkspaceErrorCode =
  /** The workspace holds more bytes than the setting allows. */
  | 'too_large'
  /** The workspace is not a folder, or the copy would lie inside it. */
  | 'bad_folder'
  /** Something could not be copied; nothing in the workspace was touched. */
  | 'copy_failed'
  /** Some paths could not be put back; the copy is kept. */
  | 'restore_failed'
  /** The copy itself is missing or not one of ours. */
  | 'bad_snapshot';

export interface WorkspaceErrorFacts {
  cause?: unknown;
  /** Size of the workspace and the limit, in bytes. */
  bytes?: number;
  maxBytes?: number;
  /** Where the copy lies. */
  snapshot?: string;
}

/** The message says what to do next. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError';
  readonly code: WorkspaceErrorCode;
  readonly bytes: number | null;
  readonly maxBytes: number | null;
  readonly snapshot: string | null;

  constructor(code: WorkspaceErrorCode, message: string, facts: WorkspaceErrorFacts = {}) {
    super(message, { cause: facts.cause });
    this.code = code;
    this.bytes = facts.bytes ?? null;
    this.maxBytes = facts.maxBytes ?? null;
    this.snapshot = facts.snapshot ?? null;
  }
}

/** The system's code of an error, e.g. `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}

/** The error's own words. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
