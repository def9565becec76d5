/** At the top of a very long run: what came before can be loaded. */
import { useStore } from 'zustand';
import type { RunDocument } from '../../stores/run-document.ts';
import { Button } from '../ui/index.ts';

export function EarlierRow({ open }: { open: RunDocument }) {
  const earlier = useStore(open.state, (state) => state.earlier);
  if (earlier === 'none') return null;
  return (
    <div className="flex items-center gap-3 px-4 py-2">
      <span className="w-10 shrink-0" />
      <Button disabled={earlier === 'loading'} onClick={() => void open.loadEarlier()}>
        {earlier === 'loading' ? 'Loading earlier events' : 'Show earlier events'}
      </Button>
    </div>
  );
}
