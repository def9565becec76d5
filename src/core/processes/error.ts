/** What goes wrong when a process tree is read or ended. */

/** The message says what to do next; `pid` is the process it is about. */
export class ProcessTreeError extends Error {
  override readonly name = 'ProcessTreeError';
  readonly pid: number;

  constructor(message: string, pid: number, options?: { cause?: unknown }) {
    super(message, options);
    this.pid = pid;
  }
}
