/** A command that Codex ran: exit code, duration, output. */
import { LoaderCircle, SquareTerminal } from 'lucide-react';
import { plainCommand } from '../../../../rpc/contract.ts';
import { firstLine, formatBytes, formatClock, formatDuration } from '../../../format/index.ts';
import { useNow } from '../../../stores/clock.ts';
import { countLines, itemWords, plainTerminalText } from '../../../timeline/index.ts';
import { CopyButton } from '../../ui/index.ts';
import type { RowProps } from './entry.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { Output } from './output.tsx';

export function CommandEntry({ body, frame, updatedAt, active }: RowProps<'command'>) {
  const command = plainCommand(body.command);
  const running = body.status === 'in_progress' && active;
  const failed = body.status === 'failed' || (body.exitCode ?? 0) !== 0;
  const lines = countLines(body.output.trimEnd());
  const duration = body.durationMs ?? (body.status === 'completed' ? updatedAt - frame.at : null);
  const manyLines = command.trim().includes('\n');
  return (
    <EntryFrame
      {...frame}
      icon={
        running ? (
          <LoaderCircle size={14} className="motion-safe:animate-spin" />
        ) : (
          <SquareTerminal size={14} />
        )
      }
      tone={failed ? 'text-danger' : 'text-muted'}
      title={
        <code className="font-mono text-sm" title={body.command}>
          $ {firstLine(command)}
        </code>
      }
      longTitle
      meta={
        <>
          {running ? (
            <Running since={frame.at} />
          ) : (
            <>
              <span className={failed ? 'font-medium text-danger' : undefined}>
                {body.exitCode === null ? itemWords(body.status, active) : `exit ${body.exitCode}`}
              </span>
              {duration !== null && <span className="hidden sm:inline">{formatDuration(duration)}</span>}
            </>
          )}
          {lines > 0 && (
            <span className="hidden sm:inline">
              {lines} {lines === 1 ? 'line' : 'lines'}
            </span>
          )}
        </>
      }
      unfoldedAtFirst={failed}
      actions={
        <>
          <CopyButton text={command} what="Command" />
          <CopyButton text={() => plainTerminalText(body.output)} what="Output" />
        </>
      }
    >
      {lines > 0 || manyLines ? (
        <>
          {manyLines && <Output text={command} label="Command" />}
          {lines > 0 && <Output text={body.output} label="Output" atEnd />}
          {body.outputBytes > body.output.length * 4 && (
            <p className="pt-1 text-sm text-muted">
              Cut in the middle; the command printed {formatBytes(body.outputBytes)}.
            </p>
          )}
        </>
      ) : null}
    </EntryFrame>
  );
}

function Running({ since }: { since: number }) {
  return <span>running {formatClock(useNow() - since)}</span>;
}
