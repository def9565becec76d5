/** Runs that match what is typed, asked for after a short pause. */
import { useEffect, useState } from 'react';
import type { Run } from '../../../rpc/contract.ts';
import { connection } from '../../connection/index.ts';

/** Milliseconds of quiet before the store is asked. */
const pause = 120;
const limit = 8;

export function useFoundRuns(query: string): { runs: readonly Run[]; searching: boolean } {
  const [found, setFound] = useState<{ query: string | null; runs: readonly Run[] }>({
    query: null,
    runs: [],
  });
  const text = query.trim();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(
      async () => {
        try {
          const filter = text === '' ? {} : { text };
          const page = await connection.request((client) =>
            client.runs.list({ filter, cursor: null, limit }),
          );
          if (current) setFound({ query: text, runs: page.runs });
        } catch {
          // Pages and actions still work without the line; the strip tells that it is down.
          if (current) setFound({ query: text, runs: [] });
        }
      },
      text === '' ? 0 : pause,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return { runs: found.runs, searching: found.query !== text };
}
