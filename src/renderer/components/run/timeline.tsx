/** The timeline of a run: what Codex did, in order, growing downward. */
import { ArrowDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { isActive, type Run } from '../../../rpc/contract.ts';
import { useCommand } from '../../keyboard/index.ts';
import type { RunDocument } from '../../stores/run-document.ts';
import { EarlierRow } from './earlier-row.tsx';
import { Entry } from './entries/entry.tsx';
import { LiveRows } from './live-rows.tsx';
import { PromptRow } from './prompt-row.tsx';
import { RunEnd } from './run-end.tsx';
import { useLogWindow } from './use-log-window.ts';

export function Timeline({ open, run }: { open: RunDocument; run: Run }) {
  const version = useStore(open.state, (state) => state.entriesVersion);
  const flooding = useStore(open.state, (state) => state.flooding);
  const generation = useStore(open.state, (state) => state.generation);
  const active = isActive(run);
  const { entries } = open.timeline;
  const log = useLogWindow(open.timeline, generation, active);
  const { scroll, lead, following, setFollowing } = log;
  const rows = useRef<HTMLOListElement>(null);
  const news = useNews(version, following);
  useEffect(() => {
    open.following = following;
  }, [open, following]);

  const step = (by: 1 | -1): void => {
    const heads = [...(rows.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
    const at = heads.findIndex((head) => head.matches(':focus'));
    const next = at === -1 ? firstSeen(heads, scroll.current) : heads[at + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  };
  useCommand('next-row', () => step(1));
  useCommand('previous-row', () => step(-1));
  useCommand('follow', () => setFollowing(true));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'End' && event.target === scroll.current) setFollowing(true);
  };

  return (
    <div className="relative flex min-w-0 grow flex-col">
      <section
        ref={scroll}
        aria-label="Timeline"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard.
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="min-h-0 grow overflow-y-auto py-2 [overflow-anchor:none] scroll-thin"
      >
        <div ref={lead}>
          <PromptRow open={open} run={run} />
          <EarlierRow open={open} />
        </div>
        <div style={{ height: log.before }} />
        <ol ref={rows} aria-label="Events">
          {entries.slice(log.first, log.last).map((entry, offset) => (
            <li
              key={entry.id}
              ref={log.measure}
              className="[contain:layout_style]"
              data-index={log.first + offset}
              aria-posinset={log.first + offset + 1}
              aria-setsize={entries.length}
            >
              <Entry
                entry={entry}
                open={open}
                active={active}
                plain={flooding}
                cwd={run.cwd}
                startedAt={run.startedAt}
              />
            </li>
          ))}
        </ol>
        <div style={{ height: log.after }} />
        <LiveRows open={open} run={run} />
        {!active && <RunEnd run={run} />}
      </section>
      {!following && (news || active) && (
        <button
          type="button"
          onClick={() => setFollowing(true)}
          className="absolute bottom-3 left-1/2 flex h-7 -translate-x-1/2 items-center gap-1.5 rounded-full bg-ink px-3 font-medium text-on-ink shadow-float hover:bg-ink-hover"
        >
          <ArrowDown size={14} aria-hidden />
          {news ? 'New below' : 'Follow the end'}
        </button>
      )}
    </div>
  );
}

/** Has anything come since the view stopped following? */
function useNews(version: number, following: boolean): boolean {
  const [seen, setSeen] = useState(version);
  if (following && seen !== version) setSeen(version);
  return !following && version > seen;
}

function firstSeen(heads: readonly HTMLElement[], scroll: HTMLElement | null): HTMLElement | undefined {
  const top = scroll?.getBoundingClientRect().top ?? 0;
  return heads.find((head) => head.getBoundingClientRect().top >= top);
}
