/** Rows that are one sentence, and rows that are text from elsewhere. */
import {
  CircleAlert,
  CircleHelp,
  Info,
  type LucideIcon,
  OctagonX,
  Route,
  Shrink,
  TextCursorInput,
  TriangleAlert,
} from 'lucide-react';
import type { EventBody } from '../../../../rpc/contract.ts';
import { firstLine } from '../../../format/index.ts';
import { describeBody } from '../../../timeline/index.ts';
import { CopyButton } from '../../ui/index.ts';
import type { RowProps } from './entry.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { Output } from './output.tsx';

type Sentence = 'compaction' | 'error' | 'note' | 'route_chosen' | 'stopped' | 'turn_failed' | 'warning';

const looks: Record<Sentence, { Icon: LucideIcon; tone: string; title: string }> = {
  compaction: { Icon: Shrink, tone: 'text-muted', title: 'Codex compacted the conversation' },
  error: { Icon: CircleAlert, tone: 'text-danger', title: 'Error' },
  note: { Icon: Info, tone: 'text-muted', title: 'Note' },
  route_chosen: { Icon: Route, tone: 'text-muted', title: 'Route' },
  stopped: { Icon: OctagonX, tone: 'text-warn', title: 'Stopped' },
  turn_failed: { Icon: CircleAlert, tone: 'text-danger', title: 'Turn failed' },
  warning: { Icon: TriangleAlert, tone: 'text-warn', title: 'Warning' },
};

export function SentenceEntry({ body, frame }: RowProps<Sentence>) {
  const { Icon, tone, title } = looks[body.type];
  const retry = body.type === 'error' && !body.fatal;
  const text = textOf(body);
  const long = text.length > 110 || text.includes('\n');
  return (
    <EntryFrame
      {...frame}
      icon={<Icon size={14} />}
      tone={retry ? 'text-warn' : tone}
      title={retry ? 'Trying again' : title}
      summary={describeBody(body)}
      unfoldedAtFirst={body.type !== 'warning'}
      actions={long ? <CopyButton text={text} what="Message" /> : undefined}
    >
      {long ? <p className="max-w-180 whitespace-pre-wrap wrap-anywhere">{text}</p> : null}
    </EntryFrame>
  );
}

function textOf(body: Extract<EventBody, { type: Sentence }>): string {
  if (body.type === 'compaction') return '';
  return body.type === 'route_chosen' ? `${body.route}: ${body.reason}` : body.message;
}

export function OutputEntry({ body, frame }: RowProps<'stderr'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<TextCursorInput size={14} />}
      title="stderr"
      summary={<span className="font-mono text-sm">{firstLine(body.text)}</span>}
      actions={<CopyButton text={body.text} what="Text" />}
    >
      <Output text={body.text} label="stderr" />
    </EntryFrame>
  );
}

export function OtherEntry({ body, frame }: RowProps<'other'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<CircleHelp size={14} />}
      title="Other"
      summary={body.kind}
      actions={<CopyButton text={body.raw} what="JSON" />}
    >
      <Output text={body.raw} label="JSON" />
    </EntryFrame>
  );
}
