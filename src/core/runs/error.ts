/** The error of the run store. */

/** The store cannot do what was asked; the message says what is wrong and what to do next. */
export class RunStoreError extends Error {
  override name = 'RunStoreError';
}
