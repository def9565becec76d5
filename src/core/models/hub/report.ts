/** Keeps the progress of one download and tells it, not more often than a person can see. */
import type { DownloadPhase, DownloadProgress, SkippedFile } from '../../schema/index.ts';
import type { HubFile } from './protocol.ts';
import { createRate } from './rate.ts';
import type { HubSource } from './source.ts';

/** Milliseconds between two reports. */
const reportMs = 200;

export interface Report {
  readonly progress: DownloadProgress;
  phase(phase: DownloadPhase): void;
  plan(commit: string, wanted: readonly HubFile[], skipped: readonly SkippedFile[]): void;
  /** Every path of this hash: how many bytes are there, and what is done with them. */
  file(hash: string, done: number, state: DownloadProgress['files'][number]['state']): void;
  /** Bytes that came over the wire. */
  fetched(bytes: number): void;
  retried(stalled: boolean): void;
  paused(paused: boolean): void;
  note(text: string): void;
  stop(): void;
}

export function createReport(
  source: HubSource,
  onProgress: (progress: DownloadProgress) => void,
  now: () => number = Date.now,
): Report {
  const rate = createRate(now);
  const byHash = new Map<string, DownloadProgress['files']>();
  const progress: DownloadProgress = {
    repo: source.repo,
    revision: source.revision,
    commit: null,
    phase: 'listing',
    paused: false,
    bytesDone: 0,
    bytesTotal: 0,
    bytesFetched: 0,
    bytesPerSecond: null,
    etaMs: null,
    files: [],
    skipped: [],
    retries: 0,
    stalls: 0,
    notes: [],
  };
  let timer: NodeJS.Timeout | null = null;

  const tell = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const moving = progress.phase === 'downloading' && !progress.paused;
    const left = progress.bytesTotal - progress.bytesDone;
    const perSecond = moving ? rate.read() : null;
    progress.bytesPerSecond = perSecond === null ? null : Math.round(perSecond);
    progress.etaMs = perSecond === null || perSecond < 1 ? null : Math.round((left / perSecond) * 1000);
    onProgress(structuredClone(progress));
  };
  const soon = () => {
    timer ??= setTimeout(tell, reportMs);
  };

  return {
    progress,
    phase(phase) {
      if (progress.phase === phase) return;
      progress.phase = phase;
      if (phase === 'downloading') rate.restart();
      tell();
    },
    plan(commit, wanted, skipped) {
      progress.commit = commit;
      progress.skipped = [...skipped];
      progress.files = wanted.map(({ path, size }) => ({ path, size, done: 0, state: 'waiting' }));
      progress.bytesTotal = wanted.reduce((sum, { size }) => sum + size, 0);
      wanted.forEach(({ hash }, index) => {
        byHash.set(hash, [...(byHash.get(hash) ?? []), ...progress.files.slice(index, index + 1)]);
      });
      tell();
    },
    file(hash, done, state) {
      for (const entry of byHash.get(hash) ?? []) {
        progress.bytesDone += done - entry.done;
        entry.done = done;
        entry.state = state;
      }
      soon();
    },
    fetched(bytes) {
      progress.bytesFetched += bytes;
      rate.add(bytes);
      soon();
    },
    retried(stalled) {
      progress.retries += 1;
      if (stalled) progress.stalls += 1;
      soon();
    },
    paused(paused) {
      progress.paused = paused;
      if (!paused) rate.restart();
      tell();
    },
    note(text) {
      if (progress.notes.includes(text)) return;
      progress.notes.push(text);
      tell();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
