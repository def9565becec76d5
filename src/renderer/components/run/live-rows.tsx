/** What the model is writing right now; it grows downward and goes when the item is complete. */
import { Brain, MessageSquare, Wrench } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { isActive, type LiveText, type Run } from '../../../rpc/contract.ts';
import type { RunDocument } from '../../stores/run-document.ts';
import { linesOf } from '../../timeline/index.ts';

const looks = {
  text: { Icon: MessageSquare, word: 'Writing' },
  reasoning: { Icon: Brain, word: 'Thinking' },
  tool: { Icon: Wrench, word: 'Writing a tool call' },
} as const;

export function LiveRows({ open, run }: { open: RunDocument; run: Run }) {
  const live = useStore(open.state, (state) => state.live);
  if (!isActive(run)) return null;
  return (
    <div className="min-h-8">
      {live.map((text) => (
        <LiveRow key={`${text.call}-${text.kind}`} live={text} />
      ))}
    </div>
  );
}

const LiveRow = memo(function LiveRow({ live }: { live: LiveText }) {
  const { Icon, word } = looks[live.kind];
  return (
    <div className="flex gap-3 px-4 py-1.5">
      <span className="w-10 shrink-0" />
      <Icon size={14} className="mt-0.75 shrink-0 text-local" aria-hidden />
      <div className="min-w-0 grow">
        <p className="text-muted">{word}</p>
        {live.kind === 'text' ? (
          <GrowingText text={live.text} />
        ) : (
          <p className="truncate text-sm text-muted caret-after">{lastLine(live.text)}</p>
        )}
      </div>
    </div>
  );
});

/** Line by line: only the last one grows, so the others need no new layout. */
function GrowingText({ text }: { text: string }) {
  return (
    <div className="max-w-180 [&>p:last-child]:caret-after">
      {linesOf(text).map((line) => (
        <Line key={line.key} text={line.text} />
      ))}
    </div>
  );
}

const Line = memo(function Line({ text }: { text: string }) {
  return <p className="min-h-5 whitespace-pre-wrap wrap-anywhere">{text}</p>;
});

/** The end of the text on one line: the thought of the moment, not the first one. */
function lastLine(text: string): string {
  const tail = text.slice(-400).trimEnd();
  return tail.slice(tail.lastIndexOf('\n') + 1).slice(-120);
}
