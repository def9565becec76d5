/** The bar that saves; always there, so that nothing moves when the first field changes. */
import { CircleAlert, CircleCheck, PencilLine } from 'lucide-react';
import { countOf } from '../../format/index.ts';
import { onMac, printKeys } from '../../keyboard/index.ts';
import { Button } from '../ui/index.ts';

interface SaveBarProps {
  changed: number;
  problem: string | null;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

export function SaveBar({ changed, problem, saving, onSave, onDiscard }: SaveBarProps) {
  return (
    <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-sunken px-4 py-2">
      <p role="status" className="flex min-w-0 grow basis-full items-center gap-2 sm:basis-0">
        {problem !== null ? (
          <>
            <CircleAlert size={14} className="shrink-0 text-danger" aria-hidden />
            <span className="min-w-0 text-danger">{problem}</span>
          </>
        ) : changed > 0 ? (
          <>
            <PencilLine size={14} className="shrink-0 text-warn" aria-hidden />
            {countOf(changed, 'change')} not saved
          </>
        ) : (
          <>
            <CircleCheck size={14} className="shrink-0 text-muted" aria-hidden />
            <span className="text-muted">All saved</span>
          </>
        )}
      </p>
      <Button tone="quiet" disabled={changed === 0 || saving} onClick={onDiscard}>
        Discard changes
      </Button>
      <Button
        tone="primary"
        disabled={changed === 0 || saving}
        keys={printKeys(['mod+s'], onMac)}
        onClick={onSave}
      >
        {saving ? 'Saving' : 'Save settings'}
      </Button>
    </div>
  );
}
