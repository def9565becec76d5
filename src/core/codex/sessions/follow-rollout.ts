/** The rollout of one run from beginning to end: found, tailed, parsed and mapped. */
import type { NewEvent } from '../../schema/index.ts';
import type { MappingScope } from './call-book.ts';
import { findRollout } from './find-rollout.ts';
import { parseRolloutLine } from './parse-line.ts';
import { createRolloutMapping } from './rollout-mapping.ts';
import { type RolloutTail, tailRollout } from './tail-rollout.ts';

export interface FollowRolloutOptions {
  codexHome: string;
  threadId: string;
  scope: MappingScope;
  /** Size of the thread's rollout before the run, in bytes; 0 for a new or forked thread. */
  fromByte?: number;
  onEvent: (event: NewEvent) => void;
  signal?: AbortSignal;
}

/** What was read. `unknown` and `malformed` above zero mean that Codex writes something we do not know. */
export interface RolloutCounts {
  /** Null when no rollout was found. */
  file: string | null;
  lines: number;
  unknown: number;
  malformed: number;
  /** The kinds of unknown lines, e.g. `event_msg/some_news`. */
  unknownKinds: string[];
}

export interface RolloutFollower {
  /** To be called when the run has ended: reads the rest and stops. Rejects with RolloutError. */
  finish(): Promise<RolloutCounts>;
}

/** How long a file may take to appear, in milliseconds; and after the run has ended. */
const appearMs = 30_000;
const lateMs = 300;

/** Follows the rollout of a thread, once its id is known. */
export function followRollout(options: FollowRolloutOptions): RolloutFollower {
  const { codexHome, threadId, scope, fromByte = 0, onEvent } = options;
  const toEvents = createRolloutMapping(scope);
  const unknownKinds = new Set<string>();
  const counts = { lines: 0, unknown: 0, malformed: 0 };
  let lastOrdinal = -1;
  const onLine = (text: string) => {
    if (text.trim() === '') return;
    counts.lines += 1;
    const parsed = parseRolloutLine(text, lastOrdinal + 1);
    if (parsed.outcome === 'malformed') counts.malformed += 1;
    if (parsed.outcome === 'unknown') {
      counts.unknown += 1;
      unknownKinds.add(parsed.kind);
    }
    // A file that was written anew is read from its beginning: what it repeats has been told already.
    if (parsed.outcome !== 'line' || parsed.line.ordinal <= lastOrdinal) return;
    lastOrdinal = parsed.line.ordinal;
    for (const event of toEvents(parsed.line)) onEvent(event);
  };

  const { signal } = options;
  const gaveUp = new AbortController();
  const waiting = signal ? AbortSignal.any([signal, gaveUp.signal]) : gaveUp.signal;
  let file: string | null = null;
  const begin = async (): Promise<RolloutTail | null> => {
    try {
      file = await findRollout({ codexHome, threadId, signal: waiting, timeoutMs: appearMs });
    } catch (error) {
      if (waiting.aborted) return null;
      throw error;
    }
    return file === null ? null : tailRollout({ file, fromByte, onLine, ...(signal ? { signal } : {}) });
  };
  const tail = begin();
  // The failure is told by finish(); until then nobody listens.
  tail.catch(() => {});

  return {
    async finish() {
      const late = setTimeout(() => gaveUp.abort(), lateMs);
      const found = await tail.finally(() => clearTimeout(late));
      await found?.finish();
      return { file, ...counts, unknownKinds: [...unknownKinds] };
    },
  };
}
