/** Files that Codex changed, as diffs. */
import { FilePen } from 'lucide-react';
import { useMemo } from 'react';
import type { FileChange } from '../../../../rpc/contract.ts';
import { relativePath } from '../../../format/index.ts';
import { changeWords, countDiff, type DiffLine, itemWords, parseDiff } from '../../../timeline/index.ts';
import { CopyButton } from '../../ui/index.ts';
import { DiffCounts, DiffView } from './diff-view.tsx';
import type { RowProps } from './entry.tsx';
import { EntryFrame } from './entry-frame.tsx';

/** Diffs of at most this many lines are shown at once. */
const shortDiff = 60;

interface ParsedChange {
  change: FileChange;
  lines: DiffLine[];
  added: number;
  removed: number;
}

export function FileChangeEntry({ body, frame, active, cwd }: RowProps<'file_change'>) {
  const parsed = useMemo(() => body.changes.map(parse), [body.changes]);
  const added = parsed.reduce((sum, each) => sum + each.added, 0);
  const removed = parsed.reduce((sum, each) => sum + each.removed, 0);
  const lines = parsed.reduce((sum, each) => sum + each.lines.length, 0);
  const [only] = parsed;
  const failed = body.status === 'failed' || body.status === 'declined';
  return (
    <EntryFrame
      {...frame}
      icon={<FilePen size={14} />}
      tone={failed ? 'text-danger' : 'text-muted'}
      title={
        parsed.length === 1 && only ? (
          <span>
            {changeWords[only.change.kind]}{' '}
            <code className="font-mono text-sm">{relativePath(only.change.path, cwd)}</code>
          </span>
        ) : (
          `${parsed.length} files`
        )
      }
      longTitle={parsed.length === 1}
      summary={
        parsed.length > 1 ? parsed.map((each) => relativePath(each.change.path, cwd)).join(', ') : undefined
      }
      meta={
        body.status === 'completed' ? (
          <DiffCounts added={added} removed={removed} />
        ) : (
          <span className={failed ? 'font-medium text-danger' : undefined}>
            {itemWords(body.status, active)}
          </span>
        )
      }
      unfoldedAtFirst={lines > 0 && lines <= shortDiff}
      actions={
        <CopyButton text={() => body.changes.map((change) => change.diff ?? '').join('\n')} what="Diff" />
      }
    >
      <div className="flex flex-col gap-2">
        {parsed.map((each) => (
          <DiffView
            key={each.change.path}
            heading={parsed.length > 1 ? each : null}
            path={relativePath(each.change.path, cwd)}
            lines={each.lines}
          />
        ))}
      </div>
    </EntryFrame>
  );
}

function parse(change: FileChange): ParsedChange {
  const lines = parseDiff(change.diff ?? '', change.kind);
  return { change, lines, ...countDiff(lines) };
}
