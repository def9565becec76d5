/** Calls that are not commands: MCP tools, web searches, other agents, and calls that Codex refused. */
import { Bot, Globe, Plug, ShieldX } from 'lucide-react';
import { firstLine } from '../../../format/index.ts';
import { itemWords } from '../../../timeline/index.ts';
import type { RowProps } from './entry.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { Output } from './output.tsx';

export function McpCallEntry({ body, frame, active }: RowProps<'mcp_call'>) {
  const failed = body.status === 'failed' || body.error !== null;
  return (
    <EntryFrame
      {...frame}
      icon={<Plug size={14} />}
      tone={failed ? 'text-danger' : 'text-muted'}
      title={
        <>
          MCP <span className="font-medium">{body.server}</span> {body.tool}
        </>
      }
      summary={body.error ?? body.arguments}
      meta={<State failed={failed} word={itemWords(body.status, active)} />}
      unfoldedAtFirst={failed}
    >
      <Output text={body.arguments} label="Arguments" />
      {body.error !== null && <p className="mb-1 text-danger">{body.error}</p>}
      {body.result !== '' && <Output text={body.result} label="Result" />}
    </EntryFrame>
  );
}

export function WebSearchEntry({ body, frame }: RowProps<'web_search'>) {
  return <EntryFrame {...frame} icon={<Globe size={14} />} title="Web search" summary={body.query} />;
}

export function AgentCallEntry({ body, frame, active }: RowProps<'agent_call'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<Bot size={14} />}
      title={`Agent ${body.tool}`}
      summary={firstLine(body.prompt)}
      meta={<State failed={body.status === 'failed'} word={itemWords(body.status, active)} />}
    >
      {body.prompt === '' ? null : <p className="max-w-180 whitespace-pre-wrap">{body.prompt}</p>}
    </EntryFrame>
  );
}

export function RejectedCallEntry({ body, frame }: RowProps<'rejected_call'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<ShieldX size={14} />}
      tone="text-warn"
      title={
        <>
          Codex refused <code className="font-mono text-sm">{body.name}</code>
        </>
      }
      summary={firstLine(body.error)}
    >
      <p className="mb-1 wrap-anywhere">{body.error}</p>
      <Output text={body.arguments} label="Arguments" />
    </EntryFrame>
  );
}

function State({ failed, word }: { failed: boolean; word: string }) {
  return <span className={failed ? 'font-medium text-danger' : undefined}>{word}</span>;
}
