/** The last row of a run that has ended: how, and why if it did not work. */
import type { Run } from '../../../rpc/contract.ts';
import { elapsedOf, stateOf, stateWords } from '../../answer/index.ts';
import { formatDuration } from '../../format/index.ts';
import { Callout, StateIcon } from '../ui/index.ts';

export function RunEnd({ run }: { run: Run }) {
  const state = stateOf(run);
  const duration = formatDuration(elapsedOf(run, run.startedAt));
  const code = run.exitCode === null ? '' : `, exit code ${run.exitCode}`;
  const signal = run.signal === null ? '' : `, signal ${run.signal}`;
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      {run.failure !== null ? (
        <Callout
          tone={state === 'failed' ? 'danger' : 'warn'}
          title={`${stateWords[state]} after ${duration}${code}${signal}`}
        >
          {run.failure.message}
        </Callout>
      ) : (
        <p className="flex items-center gap-3 text-muted">
          <span className="w-10 shrink-0" />
          <StateIcon state={state} size={14} silent />
          {stateWords[state]} after {duration}
          {code}
          {signal}
        </p>
      )}
    </div>
  );
}
