/** The figures of the Routing page, asked for again when runs have ended. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RoutingStats } from '../../../rpc/contract.ts';
import { connection, type ErrorWords, errorWords } from '../../connection/index.ts';
import { statusStore } from '../../stores/status.ts';

interface Figures {
  stats: RoutingStats | null;
  error: ErrorWords | null;
  reload: () => void;
}

export function useRoutingStats(days: number): Figures {
  const [answer, setAnswer] = useState<Omit<Figures, 'reload'>>({ stats: null, error: null });
  const [asked, setAsked] = useState(0);
  // A run that begins or ends changes these; the figures follow.
  const counts = useStore(
    statusStore,
    ({ status }) => status && `${status.counts.running}/${status.counts.today}`,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: new counts are a reason to ask again.
  useEffect(() => {
    let current = true;
    connection
      .request((client) => client.routing.stats({ days }))
      .then((stats) => {
        if (current) setAnswer({ stats, error: null });
      })
      .catch((error: unknown) => {
        if (current) setAnswer((before) => ({ stats: before.stats, error: errorWords(error) }));
      });
    return () => {
      current = false;
    };
  }, [days, asked, counts]);
  return { ...answer, reload: () => setAsked(asked + 1) };
}
