/** The runs of the last hour, asked for when the popover opens and when the counts change. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Run } from '../../../rpc/contract.ts';
import { connection } from '../../connection/index.ts';
import { useNow } from '../../stores/clock.ts';
import { statusStore } from '../../stores/status.ts';
import { hour, type LastHour, lastHourOf } from './last-hour.ts';

const pageSize = 200;
/** Pages asked for at most: a thousand runs an hour are plenty to draw twelve bars. */
const mostPages = 5;

export function useLastHour(): LastHour {
  const [runs, setRuns] = useState<readonly Run[]>([]);
  const counts = useStore(
    statusStore,
    ({ status }) => status && `${status.counts.running}/${status.counts.today}`,
  );
  const now = useNow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: new counts are a reason to ask again.
  useEffect(() => {
    let current = true;
    load()
      .then((found) => {
        if (current) setRuns(found);
      })
      // Offline: the strip tells it; the bars stay as they were.
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [counts]);
  return lastHourOf(runs, now);
}

interface Page {
  runs: Run[];
  nextCursor: string | null;
}

async function load(): Promise<readonly Run[]> {
  const since = Date.now() - hour;
  const found: Run[] = [];
  let cursor: string | null = null;
  for (let i = 0; i < mostPages; i += 1) {
    const page: Page = await pageFrom(cursor);
    found.push(...page.runs);
    cursor = page.nextCursor;
    if (cursor === null || (page.runs.at(-1)?.startedAt ?? 0) < since) break;
  }
  return found;
}

function pageFrom(cursor: string | null): Promise<Page> {
  return connection.request((client) => client.runs.list({ filter: {}, cursor, limit: pageSize }));
}
