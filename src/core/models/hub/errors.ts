/** What goes wrong between us and the hub. */

export type HubErrorCode =
  | 'bad_repo'
  | 'bad_token'
  | 'gated'
  | 'not_found'
  | 'revision_not_found'
  | 'nothing_to_download'
  | 'rate_limited'
  | 'disk_full'
  | 'cache_unwritable'
  | 'hash_mismatch'
  | 'stalled'
  | 'offline'
  | 'hostile_listing'
  /** The hub answered, but not as a hub does, or with 5xx for too long. */
  | 'hub_failed';

export interface HubErrorFacts {
  cause?: unknown;
  /** A page for the person to open, e.g. the one with the licence to accept. */
  page?: string;
}

/** The message says what to do next, and never holds a token or a signed address. */
export class HubError extends Error {
  override readonly name = 'HubError';
  readonly code: HubErrorCode;
  readonly page: string | null;

  constructor(code: HubErrorCode, message: string, facts: HubErrorFacts = {}) {
    super(message, { cause: facts.cause });
    this.code = code;
    this.page = facts.page ?? null;
  }
}

/** The system's code of an error, e.g. `ENOSPC`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}

const inGiB = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(bytes < 1024 ** 3 ? 3 : 1)} GiB`;

/** `needed` and `free` in bytes. */
export function diskFull(
  folder: string,
  needed: number | null,
  free: number | null,
  cause?: unknown,
): HubError {
  const facts =
    needed === null || free === null
      ? 'The disk is full.'
      : `${inGiB(needed)} are still to be downloaded, and ${inGiB(free)} are free.`;
  return new HubError(
    'disk_full',
    `${facts} Make room on the disk of ${folder}, or set HF_HUB_CACHE to a folder on another disk, and start again; what is downloaded is kept.`,
    { cause },
  );
}

const unwritable = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'EIO',
  'ENAMETOOLONG',
]);

/** An error of the file system as a HubError; null when it is something else. */
export function storageError(error: unknown, folder: string): HubError | null {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, null, null, error);
  if (code !== undefined && unwritable.has(code)) {
    const words = `The model cache ${folder} cannot be written (${code}). Mend its place or permissions, or set HF_HUB_CACHE to another folder.`;
    return new HubError('cache_unwritable', words, { cause: error });
  }
  return null;
}
