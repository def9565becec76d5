/** What Brainswap adds to Codex's own story: failed model calls, verification, escalation, the turn's figures. */
import { Link } from '@tanstack/react-router';
import { ArrowUpRight, Flag, LoaderCircle, ServerCrash, ShieldCheck, ShieldX } from 'lucide-react';
import { countOf, firstLine, formatDuration, formatTokens } from '../../../format/index.ts';
import type { RowProps } from './entry.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { Output } from './output.tsx';

export function ModelCallEntry({ body, frame }: RowProps<'model_call'>) {
  const aborted = body.phase === 'aborted';
  const status = body.status === null ? '' : ` with HTTP ${body.status}`;
  return (
    <EntryFrame
      {...frame}
      icon={<ServerCrash size={14} />}
      tone={aborted ? 'text-warn' : 'text-danger'}
      title={aborted ? `Model call ${body.call} was cut off` : `Model call ${body.call} failed${status}`}
      summary={firstLine(body.error ?? '')}
      unfoldedAtFirst={!aborted}
    >
      {body.error === null ? null : (
        <>
          <p className="mb-1 text-sm text-muted">The server’s own words, which Codex hides:</p>
          <Output text={body.error} label="Server's words" />
        </>
      )}
    </EntryFrame>
  );
}

export function VerifyEntry({ body, frame, active }: RowProps<'verify'>) {
  const running = body.status === 'in_progress' && active;
  const failed = body.status === 'failed' || (body.result !== null && body.result.exitCode !== 0);
  const title = running
    ? 'Verifying'
    : failed
      ? 'Verify failed'
      : body.result
        ? 'Verified'
        : 'Verify was cut off';
  return (
    <EntryFrame
      {...frame}
      icon={
        running ? (
          <LoaderCircle size={14} className="motion-safe:animate-spin" />
        ) : failed ? (
          <ShieldX size={14} />
        ) : (
          <ShieldCheck size={14} />
        )
      }
      tone={failed ? 'text-danger' : running ? 'text-muted' : 'text-good'}
      title={<span className="font-medium">{title}</span>}
      summary={<code className="font-mono text-sm">{body.command}</code>}
      meta={
        body.result && (
          <>
            <span className={failed ? 'font-medium text-danger' : undefined}>
              {body.result.exitCode === null ? 'no exit code' : `exit ${body.result.exitCode}`}
            </span>
            <span className="hidden sm:inline">{formatDuration(body.result.durationMs)}</span>
          </>
        )
      }
      unfoldedAtFirst={failed}
    >
      {body.result === null ? null : (
        <>
          <Output text={body.command} label="Verify command" />
          {body.result.output !== '' && <Output text={body.result.output} label="Verify output" atEnd />}
        </>
      )}
    </EntryFrame>
  );
}

export function EscalatedEntry({ body, frame }: RowProps<'escalated'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<ArrowUpRight size={14} />}
      tone="text-cloud"
      title={<span className="font-medium">Escalated to cloud</span>}
      summary={body.reason}
      unfoldedAtFirst
    >
      <p className="wrap-anywhere">{body.reason}</p>
      <p className="text-muted">
        {body.restored === 0
          ? 'The workspace needed no putting back.'
          : `${countOf(body.restored, 'path')} of the workspace put back as before.`}{' '}
        <Link
          to="/runs/$id"
          params={{ id: body.toRunId }}
          className="text-cloud underline underline-offset-2"
        >
          Open the cloud attempt
        </Link>
      </p>
    </EntryFrame>
  );
}

export function TurnEntry({ body, frame }: RowProps<'turn_completed'>) {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = body.usage;
  return (
    <EntryFrame
      {...frame}
      icon={<Flag size={14} />}
      title="Turn completed"
      meta={
        <span>
          {formatTokens(inputTokens)} in
          <span className="hidden sm:inline"> ({formatTokens(cachedInputTokens)} cached)</span>,{' '}
          {formatTokens(outputTokens)} out
          <span className="hidden sm:inline"> ({formatTokens(reasoningTokens)} thinking)</span>
        </span>
      }
    />
  );
}
