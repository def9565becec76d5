/** Each request to the model: time to first token, speed, cache, size. */
import { memo, useState } from 'react';
import { useStore } from 'zustand';
import { isActive, type Run } from '../../../rpc/contract.ts';
import { formatBytes, formatDuration, formatTokens, percentOf } from '../../format/index.ts';
import type { RunDocument } from '../../stores/run-document.ts';
import type { ModelCall } from '../../timeline/index.ts';
import { Button } from '../ui/index.ts';
import { Section } from './side-panel.tsx';

/** Calls shown before the person asks for all. */
const latest = 20;

export function ModelCalls({ open, run }: { open: RunDocument; run: Run }) {
  useStore(open.state, (state) => state.callsVersion);
  const [all, setAll] = useState(false);
  const calls = [...open.timeline.calls.values()];
  const shown = all ? calls : calls.slice(-latest);
  if (calls.length === 0) {
    return (
      <Section title="Model calls">
        <p className="text-muted">
          {run.route === 'cloud'
            ? 'Cloud calls go straight to the provider, so they are not seen here.'
            : isActive(run)
              ? 'None yet.'
              : 'None.'}
        </p>
      </Section>
    );
  }
  return (
    <Section title={`Model calls (${calls.length})`}>
      {calls.length > shown.length && (
        <Button tone="quiet" className="-ml-2.5" onClick={() => setAll(true)}>
          Show {calls.length - shown.length} earlier
        </Button>
      )}
      <table className="w-full text-right text-sm">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="text-left font-normal">
              <abbr title="Number" className="no-underline">
                #
              </abbr>
            </th>
            <th scope="col" className="font-normal">
              <abbr title="Time to first token" className="no-underline">
                TTFT
              </abbr>
            </th>
            <th scope="col" className="font-normal">
              tok/s
            </th>
            <th scope="col" className="font-normal">
              in
            </th>
            <th scope="col" className="font-normal">
              cached
            </th>
            <th scope="col" className="font-normal">
              out
            </th>
            <th scope="col" className="font-normal">
              sent
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((call) => (
            <CallRow key={call.call} call={call} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const dash = <span className="text-faint">–</span>;

const CallRow = memo(function CallRow({ call }: { call: ModelCall }) {
  const cached = call.usage && percentOf(call.usage.cachedInputTokens, call.usage.inputTokens);
  const failed = call.phase === 'failed' || call.phase === 'aborted';
  return (
    <tr className="h-6">
      <th scope="row" className="text-left font-normal text-muted">
        {call.call}
      </th>
      {failed || call.phase === 'waiting' ? (
        <td colSpan={5} className={failed ? 'text-danger' : 'text-muted'}>
          {failed ? `${call.phase}${call.status === null ? '' : `, HTTP ${call.status}`}` : 'waiting'}
        </td>
      ) : (
        <>
          <td>{call.firstTokenMs === null ? dash : formatDuration(call.firstTokenMs)}</td>
          <td>{call.tokensPerSecond === null ? dash : Math.round(call.tokensPerSecond)}</td>
          <td>{call.usage ? formatTokens(call.usage.inputTokens) : dash}</td>
          <td>{cached === null ? dash : `${cached}%`}</td>
          <td>{call.usage ? formatTokens(call.usage.outputTokens) : dash}</td>
        </>
      )}
      {/* Cloud calls are known from the rollout, which tells no sizes. */}
      <td className="text-muted">{call.requestBytes > 0 ? formatBytes(call.requestBytes) : '–'}</td>
    </tr>
  );
});
