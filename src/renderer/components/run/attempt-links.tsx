/** Links to the other runs of a chain: the attempt before, the one that took over. */
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Run } from '../../../rpc/contract.ts';
import { connection } from '../../connection/index.ts';

export function AttemptLinks({ run }: { run: Run }) {
  const chain = useChain(run.id, run.status);
  if (chain.length < 2) return null;
  return (
    <nav aria-label="Attempts" className="flex items-center gap-1">
      <span aria-hidden>·</span> Attempt
      {chain.map((each) => (
        <Link
          key={each.id}
          to="/runs/$id"
          params={{ id: each.id }}
          aria-label={`Attempt ${each.attempt}, ${each.route}`}
          aria-current={each.id === run.id ? 'page' : undefined}
          className="min-w-6 rounded-sm border border-line px-1.5 text-center text-sm text-text hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-medium"
        >
          {each.attempt}
        </Link>
      ))}
    </nav>
  );
}

/** All runs of the chain; asked for again when the run's state changes, since an escalation comes at its end. */
function useChain(id: string, status: Run['status']): readonly Run[] {
  const [chain, setChain] = useState<readonly Run[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state is a reason to ask again.
  useEffect(() => {
    let current = true;
    connection
      .request((client) => client.runs.chain({ id }))
      .then((runs) => {
        if (current) setChain(runs);
      })
      // The links are an extra; the page stands without them.
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [id, status]);
  return chain;
}
