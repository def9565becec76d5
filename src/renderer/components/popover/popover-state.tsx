/** The first line of the popover: can the local model be used? */
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import type { RuntimeState } from '../../../rpc/contract.ts';
import { runtimeName } from '../../answer/index.ts';
import { formatContext } from '../../format/index.ts';
import { RehearsalBadge } from '../ui/index.ts';

export function PopoverState({ runtime }: { runtime: RuntimeState | null }) {
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 px-3">
      {runtime === null ? (
        <>
          <LoaderCircle size={16} className="shrink-0 text-muted motion-safe:animate-spin" aria-hidden />
          Looking for the runtime
        </>
      ) : (
        <State runtime={runtime} />
      )}
    </div>
  );
}

function State({ runtime }: { runtime: RuntimeState }) {
  switch (runtime.state) {
    case 'ready':
      return (
        <>
          <CircleCheck size={16} className="shrink-0 text-local" aria-hidden />
          <span className="font-semibold">Ready</span>
          <span className="min-w-0 grow truncate text-muted" title={runtime.model}>
            {runtime.model}
            {runtime.contextLength !== null && ` · ${formatContext(runtime.contextLength)}`}
          </span>
          {runtime.rehearsal && <RehearsalBadge />}
        </>
      );
    case 'idle':
      return (
        <>
          <CircleDashed size={16} className="shrink-0 text-warn" aria-hidden />
          <span className="font-semibold">Idle</span>
          <span className="min-w-0 grow truncate text-muted">
            {runtimeName(runtime.kind)}, no model loaded
          </span>
        </>
      );
    case 'down':
      return (
        <>
          <CircleX size={16} className="shrink-0 text-danger" aria-hidden />
          <span className="font-semibold">Down</span>
          <span className="min-w-0 grow truncate text-muted">
            {runtimeName(runtime.kind)} does not answer
          </span>
        </>
      );
  }
}
