/** The state of the runtime and of Codex at a glance, as shape and word; a click shows the whole. */
import {
  CircleCheck,
  CircleDashed,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import type { CodexState, RuntimeState } from '../../../rpc/contract.ts';
import { formatContext } from '../../format/index.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { classNames } from '../ui/index.ts';

interface ChipProps {
  Icon: LucideIcon;
  tone: string;
  /** Whose state it is; spoken, not shown. */
  part: string;
  /** The state. */
  word: string;
  /** Shown where there is room. */
  detail?: string;
  /** In narrow windows the icon alone, and nothing when all is well. */
  compact?: 'icon' | 'hidden';
}

const compactness = { icon: 'max-sm:sr-only', hidden: undefined };

function Chip({ Icon, tone, part, word, detail, compact }: ChipProps) {
  return (
    <button
      type="button"
      title={detail === undefined ? `${part}: ${word}` : `${part}: ${word}, ${detail}`}
      onClick={() => openDialog({ name: 'status' })}
      className={classNames(
        'flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 hover:bg-hover max-sm:px-1',
        compact === 'hidden' && 'max-sm:hidden',
      )}
    >
      <Icon size={14} className={classNames('shrink-0', tone)} aria-hidden />
      <span className="sr-only">{part}:</span>
      <span className={compact && compactness[compact]}>{word}</span>
      {detail !== undefined && (
        <span className="hidden max-w-72 min-w-0 truncate text-muted lg:inline">{detail}</span>
      )}
    </button>
  );
}

export function RuntimeChip({ runtime }: { runtime: RuntimeState | null }) {
  const part = 'Runtime';
  if (runtime === null) {
    return <Chip Icon={LoaderCircle} tone="motion-safe:animate-spin text-muted" part={part} word="Looking" />;
  }
  switch (runtime.state) {
    case 'ready': {
      const context = runtime.contextLength === null ? '' : ` · ${formatContext(runtime.contextLength)}`;
      return (
        <Chip
          Icon={CircleCheck}
          tone="text-local"
          part={part}
          word="Ready"
          detail={runtime.model + context}
        />
      );
    }
    case 'idle':
      return (
        <Chip Icon={CircleDashed} tone="text-warn" part={part} word="Idle" detail="No model is loaded" />
      );
    case 'down':
      return <Chip Icon={CircleX} tone="text-danger" part={part} word="Down" detail="Show the fix" />;
  }
}

export function CodexChip({ codex }: { codex: CodexState | null }) {
  if (codex === null) return null;
  if (codex.state === 'missing') {
    return <Chip Icon={CircleX} tone="text-danger" part="Codex" word="No Codex" detail="Show the fix" />;
  }
  if (codex.login === 'none') {
    return (
      <Chip
        Icon={TriangleAlert}
        tone="text-warn"
        part="Codex"
        word="Codex"
        detail="Not signed in"
        compact="icon"
      />
    );
  }
  if (codex.warning !== null) {
    return (
      <Chip
        Icon={TriangleAlert}
        tone="text-warn"
        part="Codex"
        word="Codex"
        detail="Untested version"
        compact="icon"
      />
    );
  }
  return <Chip Icon={CircleCheck} tone="text-muted" part="Codex" word="Codex" compact="hidden" />;
}
