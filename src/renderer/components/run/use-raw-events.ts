/** All events of a run, from the first, in a stream of their own: the timeline itself keeps only what it shows. */
import { useEffect, useState } from 'react';
import { isActive, type RunEvent } from '../../../rpc/contract.ts';
import { connection } from '../../connection/index.ts';
import { oncePerFrame } from '../../stores/frame.ts';

/** Events asked for at once when going back in a long run. */
const page = 2_000;

/** The array grows in place and is drawn once a frame. */
export function useRawEvents(runId: string): readonly RunEvent[] {
  const [shown, setShown] = useState<{ events: RunEvent[] }>({ events: [] });
  useEffect(() => {
    let events: RunEvent[] = [];
    let ended = false;
    let stopped = false;
    const draw = oncePerFrame(() => setShown({ events }));
    const loadEarlier = async (): Promise<void> => {
      let earlier = true;
      while (earlier && !stopped) {
        const beforeEventId = events[0]?.id ?? 0;
        const older = await connection.request((client) =>
          client.runs.events({ id: runId, beforeEventId, limit: page }),
        );
        events = [...older.events, ...events];
        earlier = older.earlier && older.events.length > 0;
        draw();
      }
    };
    const stop = connection.follow({
      open: (client, signal) =>
        client.runs.watch({ id: runId, afterEventId: events.at(-1)?.id ?? 0 }, { signal }),
      isOver: () => ended,
      onValue: (patch) => {
        if (patch.run) ended = !isActive(patch.run);
        events.push(...patch.events);
        // Without the earlier ones the list is not whole, but what is there can be read.
        if (patch.earlier === true) loadEarlier().catch(() => {});
        draw();
      },
    });
    return () => {
      stopped = true;
      stop();
    };
  }, [runId]);
  return shown.events;
}
