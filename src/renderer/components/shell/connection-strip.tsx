/** Says calmly that the line is down and that the page is trying; floats, so that nothing moves. */
import { LoaderCircle } from 'lucide-react';
import { useStore } from 'zustand';
import { connection } from '../../connection/index.ts';
import { formatDuration } from '../../format/index.ts';
import { useNow } from '../../stores/clock.ts';
import { Button } from '../ui/index.ts';

/** Breaks shorter than this are not worth a word, in milliseconds. */
const grace = 800;

export function ConnectionStrip() {
  const state = useStore(connection.state);
  const down = state.phase === 'reconnecting';
  const now = useNow(down);
  const since = down ? now - state.since : 0;
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex justify-center px-3">
      {down && since >= grace && (
        <div className="pointer-events-auto flex items-center gap-2 rounded-lg bg-raised py-1.5 pr-1.5 pl-3 shadow-float">
          <LoaderCircle size={14} className="motion-safe:animate-spin text-warn" aria-hidden />
          <span>
            Reconnecting to Brainswap.{' '}
            <span className="text-muted">What you see is {formatDuration(since)} old.</span>
          </span>
          <Button tone="quiet" onClick={() => connection.retry()}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}
