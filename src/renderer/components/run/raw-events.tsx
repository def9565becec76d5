/** Every event as it is stored: a list on top or left, the chosen one's JSON beside it. Its own stream, only while open. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { RunEvent } from '../../../rpc/contract.ts';
import { countOf } from '../../format/index.ts';
import { useCommand } from '../../keyboard/index.ts';
import { describeBody, eventWords } from '../../timeline/index.ts';
import { CopyButton, classNames } from '../ui/index.ts';
import { useRawEvents } from './use-raw-events.ts';

/** Pixels. */
const rowHeight = 26;

export function RawEvents({ runId }: { runId: string }) {
  const events = useRawEvents(runId);
  const scroll = useRef<HTMLDivElement>(null);
  const [chosenId, setChosenId] = useState<number | null>(null);
  const chosen = events.find((event) => event.id === chosenId) ?? events[0];
  const json = useMemo(() => (chosen ? JSON.stringify(chosen, null, 2) : ''), [chosen]);
  const virtual = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  const step = (by: 1 | -1): void => {
    const index = chosen ? events.indexOf(chosen) + by : 0;
    const next = events[index];
    if (!next) return;
    setChosenId(next.id);
    virtual.scrollToIndex(index);
  };
  useCommand('next-row', () => step(1));
  useCommand('previous-row', () => step(-1));
  return (
    <div className="flex min-h-0 grow flex-col md:flex-row">
      <div className="flex min-h-0 min-w-0 grow basis-1/2 flex-col">
        <p className="flex h-8 shrink-0 items-center gap-1 border-b border-line pl-4 text-muted">
          {countOf(events.length, 'event')}
          <CopyButton
            text={() => events.map((event) => JSON.stringify(event)).join('\n')}
            what="Events as JSON lines"
          />
        </p>
        <div ref={scroll} className="min-h-0 grow overflow-y-auto scroll-thin">
          <ol aria-label="Raw events" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((row) => {
              const event = events[row.index];
              return (
                event && (
                  <li
                    key={event.id}
                    className="absolute inset-x-0"
                    style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
                  >
                    <EventRow event={event} chosen={event === chosen} onChoose={setChosenId} />
                  </li>
                )
              );
            })}
          </ol>
        </div>
      </div>
      <section
        aria-label="Event as JSON"
        className="relative flex min-h-0 min-w-0 basis-1/2 flex-col border-line max-md:border-t md:border-l"
      >
        <CopyButton text={json} what="Event" className="absolute top-1 right-3" />
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard.
          tabIndex={0}
          className="min-h-0 grow overflow-auto px-4 py-2 font-mono text-sm leading-4.5 whitespace-pre-wrap wrap-anywhere scroll-thin"
        >
          {json}
        </pre>
      </section>
    </div>
  );
}

interface EventRowProps {
  event: RunEvent;
  chosen: boolean;
  onChoose: (id: number) => void;
}

function EventRow({ event, chosen, onChoose }: EventRowProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onChoose(event.id)}
      className={classNames(
        'flex h-full w-full items-center gap-3 px-4 text-left text-sm hover:bg-hover',
        chosen && 'bg-selected',
      )}
    >
      <span className="w-16 shrink-0 text-right max-sm:hidden font-mono text-muted">{event.id}</span>
      <span className="w-18 shrink-0 text-muted">{event.source}</span>
      <span className="w-22 shrink-0">{eventWords[event.body.type]}</span>
      <span className="min-w-0 grow truncate text-muted">{describeBody(event.body)}</span>
    </button>
  );
}
