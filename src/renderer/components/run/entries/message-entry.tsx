/** What the model says, and what it thinks. */
import { Brain, MessageSquare } from 'lucide-react';
import { firstLine } from '../../../format/index.ts';
import { CopyButton } from '../../ui/index.ts';
import type { RowProps } from './entry.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { Markdown, PlainText } from './markdown.tsx';

export function MessageEntry({ body, frame }: RowProps<'message'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<MessageSquare size={14} />}
      tone="text-text"
      title={<span className="font-medium">Message</span>}
      summary={firstLine(body.text)}
      unfoldedAtFirst
      actions={<CopyButton text={body.text} what="Message" />}
    >
      {frame.plain ? <PlainText text={body.text} /> : <Markdown text={body.text} />}
    </EntryFrame>
  );
}

export function ReasoningEntry({ body, frame }: RowProps<'reasoning'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<Brain size={14} />}
      title={body.raw ? 'Raw thinking' : 'Thinking'}
      summary={firstLine(body.text).replaceAll('**', '')}
      actions={<CopyButton text={body.text} what="Thinking" />}
    >
      <div className="text-muted">
        <Markdown text={body.text} />
      </div>
    </EntryFrame>
  );
}
