/** The first row: what was asked. */
import { MessageSquareText } from 'lucide-react';
import type { Run } from '../../../rpc/contract.ts';
import { firstLine } from '../../format/index.ts';
import type { RunDocument } from '../../stores/run-document.ts';
import { CopyButton } from '../ui/index.ts';
import { EntryFrame } from './entries/entry-frame.tsx';

export function PromptRow({ open, run }: { open: RunDocument; run: Run }) {
  if (run.prompt === '') return null;
  const short = run.prompt.trim().length <= 400 && run.prompt.trim().split('\n').length <= 6;
  return (
    <EntryFrame
      id="prompt"
      open={open}
      startedAt={run.startedAt}
      at={run.startedAt}
      icon={<MessageSquareText size={14} />}
      title={<span className="font-medium">Prompt</span>}
      summary={firstLine(run.prompt)}
      unfoldedAtFirst={short}
      actions={<CopyButton text={run.prompt} what="Prompt" />}
    >
      <p className="max-w-180 whitespace-pre-wrap wrap-anywhere">{run.prompt.trim()}</p>
    </EntryFrame>
  );
}
