/** Run: what Codex did, as it does it. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { RunContent } from '../components/run/run-content.tsx';
import { RunHead } from '../components/run/run-head.tsx';
import { RunSkeleton } from '../components/run/run-skeleton.tsx';
import { PageHead } from '../components/shell/page-head.tsx';
import { Button, Callout } from '../components/ui/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { createRunDocument } from '../stores/run-document.ts';
import type { RunView } from './search.ts';

export function RunPage() {
  const { id } = useParams({ from: '/shell/runs/$id' });
  return <OpenRun key={id} id={id} />;
}

function OpenRun({ id }: { id: string }) {
  const { view = 'timeline' } = useSearch({ from: '/shell/runs/$id' });
  const navigate = useNavigate({ from: '/runs/$id' });
  const [open] = useState(() => createRunDocument(id));
  const run = useStore(open.state, (state) => state.run);
  const error = useStore(open.state, (state) => state.error);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to watch again.
  useEffect(() => open.watch(), [open, attempt]);

  const show = (next: RunView): void =>
    void navigate({ search: next === 'timeline' ? {} : { view: next }, replace: true });
  useCommand('raw-events', () => show(view === 'events' ? 'timeline' : 'events'));

  if (run === null && error !== null) {
    return (
      <>
        <PageHead page="Run" title="This run cannot be shown" detail={`Run ${id}`} />
        <div className="px-4">
          <Callout
            tone="danger"
            title="Brainswap did not give this run"
            evidence={error.evidence}
            urgent
            action={<Button onClick={() => setAttempt(attempt + 1)}>Load again</Button>}
          >
            {error.message}
          </Callout>
        </div>
      </>
    );
  }
  if (run === null) return <RunSkeleton />;
  return (
    <>
      <RunHead run={run} />
      <RunContent open={open} run={run} view={view} onView={show} />
    </>
  );
}
