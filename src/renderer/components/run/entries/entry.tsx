/** One row of the timeline, by the kind of its event. Drawn again only when its event was replaced. */
import { memo } from 'react';
import type { EventBody } from '../../../../rpc/contract.ts';
import type { RunDocument } from '../../../stores/run-document.ts';
import type { TimelineEntry } from '../../../timeline/index.ts';
import { AgentCallEntry, McpCallEntry, RejectedCallEntry, WebSearchEntry } from './call-entries.tsx';
import { CommandEntry } from './command-entry.tsx';
import type { EntryFrameProps } from './entry-frame.tsx';
import { FileChangeEntry } from './file-change-entry.tsx';
import { MessageEntry, ReasoningEntry } from './message-entry.tsx';
import { OtherEntry, OutputEntry, SentenceEntry } from './plain-entries.tsx';
import { PlanEntry } from './plan-entry.tsx';
import { EscalatedEntry, ModelCallEntry, TurnEntry, VerifyEntry } from './run-entries.tsx';

interface EntryProps {
  entry: TimelineEntry;
  open: RunDocument;
  /** Does the run still go on? What was begun and never ended reads "cut off" otherwise. */
  active: boolean;
  /** Draw it as cheaply as can be: it will be gone in a moment. */
  plain: boolean;
  cwd: string;
  startedAt: number;
}

/** What every kind of row gets: its event, and what the frame needs. */
export interface RowProps<T extends EventBody['type']> {
  body: Extract<EventBody, { type: T }>;
  frame: Pick<EntryFrameProps, 'id' | 'open' | 'startedAt' | 'at' | 'plain'>;
  /** Milliseconds since the epoch of the latest event. */
  updatedAt: number;
  active: boolean;
  cwd: string;
}

export const Entry = memo(function Entry(props: EntryProps) {
  const { entry, open, active, plain, cwd, startedAt } = props;
  const { body, id, updatedAt } = entry;
  const row = { frame: { id, open, startedAt, at: entry.startedAt, plain }, updatedAt, active, cwd };
  switch (body.type) {
    case 'message':
      return <MessageEntry body={body} {...row} />;
    case 'reasoning':
      return <ReasoningEntry body={body} {...row} />;
    case 'command':
      return <CommandEntry body={body} {...row} />;
    case 'file_change':
      return <FileChangeEntry body={body} {...row} />;
    case 'plan':
      return <PlanEntry body={body} {...row} />;
    case 'mcp_call':
      return <McpCallEntry body={body} {...row} />;
    case 'web_search':
      return <WebSearchEntry body={body} {...row} />;
    case 'agent_call':
      return <AgentCallEntry body={body} {...row} />;
    case 'rejected_call':
      return <RejectedCallEntry body={body} {...row} />;
    case 'model_call':
      return <ModelCallEntry body={body} {...row} />;
    case 'verify':
      return <VerifyEntry body={body} {...row} />;
    case 'escalated':
      return <EscalatedEntry body={body} {...row} />;
    case 'turn_completed':
      return <TurnEntry body={body} {...row} />;
    case 'stderr':
      return <OutputEntry body={body} {...row} />;
    case 'other':
      return <OtherEntry body={body} {...row} />;
    case 'thread_started':
    case 'turn_started':
      return null;
    default:
      return <SentenceEntry body={body} {...row} />;
  }
});
