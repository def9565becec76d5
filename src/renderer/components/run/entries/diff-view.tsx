/** One file's diff: signs and words first, colour second. */
import { useState } from 'react';
import type { FileChange } from '../../../../rpc/contract.ts';
import { changeWords, type DiffLine } from '../../../timeline/index.ts';
import { Button, classNames } from '../../ui/index.ts';

/** Lines drawn before the person asks for all. */
const firstLines = 200;

const looks = {
  add: { sign: '+', className: 'bg-diff-add', spoken: 'added: ' },
  remove: { sign: '−', className: 'bg-diff-remove', spoken: 'removed: ' },
  context: { sign: ' ', className: '', spoken: '' },
  hunk: { sign: ' ', className: 'text-muted', spoken: '' },
} as const;

/** `+3 −3`, with words for screen readers. */
export function DiffCounts({ added, removed }: { added: number; removed: number }) {
  return (
    <span className="font-mono text-sm">
      <span className="text-good">
        <span aria-hidden>+{added}</span>
        <span className="sr-only">{added} lines added,</span>
      </span>{' '}
      <span className="text-danger">
        <span aria-hidden>−{removed}</span>
        <span className="sr-only">{removed} removed</span>
      </span>
    </span>
  );
}

interface DiffViewProps {
  path: string;
  lines: readonly DiffLine[];
  /** Names the file above its diff where there are several. */
  heading: { change: FileChange; added: number; removed: number } | null;
}

export function DiffView({ path, lines, heading }: DiffViewProps) {
  const [all, setAll] = useState(lines.length <= firstLines);
  const shown = all ? lines : lines.slice(0, firstLines);
  return (
    <div className="overflow-hidden rounded-md border border-line">
      {heading !== null && (
        <p className="flex items-center gap-2 border-b border-line bg-sunken px-3 py-1">
          <span className="min-w-0 grow truncate">
            {changeWords[heading.change.kind]} <code className="font-mono text-sm">{path}</code>
          </span>
          {lines.length > 0 && <DiffCounts added={heading.added} removed={heading.removed} />}
        </p>
      )}
      {lines.length === 0 ? (
        <p className="px-3 py-1 text-sm text-muted">Codex did not tell the lines of this change.</p>
      ) : (
        <figure
          aria-label={`Diff of ${path}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard.
          tabIndex={0}
          className="max-h-120 overflow-auto font-mono text-sm leading-4.5 scroll-thin"
        >
          <div className="w-max min-w-full py-1">
            {shown.map((line) => (
              <DiffRow key={keyOf(line)} line={line} />
            ))}
          </div>
        </figure>
      )}
      {!all && (
        <div className="border-t border-line p-1">
          <Button tone="quiet" onClick={() => setAll(true)}>
            Show all {lines.length.toLocaleString('en-US')} lines
          </Button>
        </div>
      )}
    </div>
  );
}

/** No two lines of a file have the same two numbers; a hunk's header holds its own. */
function keyOf(line: DiffLine): string {
  return line.kind === 'hunk' ? line.text : `${line.oldNumber ?? ''}:${line.newNumber ?? ''}`;
}

function DiffRow({ line }: { line: DiffLine }) {
  const { sign, className, spoken } = looks[line.kind];
  return (
    <div className={classNames('flex min-h-4.5 whitespace-pre', className)}>
      <span aria-hidden className="w-11 shrink-0 pr-2 text-right text-faint select-none">
        {line.newNumber ?? line.oldNumber ?? ''}
      </span>
      <span aria-hidden className="w-4 shrink-0 select-none">
        {sign}
      </span>
      {spoken !== '' && <span className="sr-only">{spoken}</span>}
      <span className="pr-3">{line.text}</span>
    </div>
  );
}
