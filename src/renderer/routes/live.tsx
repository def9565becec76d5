/** Live: what runs now and what ran lately. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { answerLive, problemsOf } from '../answer/index.ts';
import { FilterBar } from '../components/live/filter-bar.tsx';
import { LiveEmpty } from '../components/live/live-empty.tsx';
import { RunList } from '../components/live/run-list.tsx';
import { RunListSkeleton } from '../components/live/run-list-skeleton.tsx';
import { PageHead } from '../components/shell/page-head.tsx';
import { Button, Callout } from '../components/ui/index.ts';
import { type FilterSearch, parseFilterSearch, toRunFilter } from '../filter/index.ts';
import { openDialog } from '../stores/dialogs.ts';
import { loadFirst, runsStore, showRuns } from '../stores/runs.ts';
import { statusStore } from '../stores/status.ts';

export function LivePage() {
  const search = useSearch({ from: '/shell/' });
  const navigate = useNavigate({ from: '/' });
  useEffect(() => showRuns(toRunFilter(search)), [search]);
  const change = (part: Record<string, string>): void =>
    void navigate({ search: (before) => parseFilterSearch({ ...before, ...part }), replace: true });
  const clear = (): void => void navigate({ search: {}, replace: true });
  return (
    <>
      <LiveHead />
      <FilterBar search={search} onChange={change} onClear={clear} />
      <Runs search={search} onClear={clear} />
    </>
  );
}

function LiveHead() {
  const status = useStore(statusStore, (state) => state.status);
  const problems = status === null ? [] : problemsOf(status);
  const answer = status === null ? null : answerLive(status.counts, problems.length);
  const [first] = problems;
  return (
    <PageHead
      page="Live"
      title={answer?.headline ?? 'Live'}
      detail={
        <>
          {answer?.detail}
          {first !== undefined && (
            <>
              {answer !== null && '. '}
              <button
                type="button"
                className="font-medium text-warn underline underline-offset-2"
                onClick={() => openDialog({ name: 'status' })}
              >
                {first.title}: show the fix
              </button>
            </>
          )}
        </>
      }
      actions={
        <Button tone="primary" keys="N" onClick={() => openDialog({ name: 'new-run', draft: {} })}>
          New run
        </Button>
      }
    />
  );
}

function Runs({ search, onClear }: { search: FilterSearch; onClear: () => void }) {
  const { runs, loading, error } = useStore(runsStore);
  if (error !== null) {
    return (
      <div className="p-4">
        <Callout
          tone="danger"
          title="The runs could not be loaded"
          evidence={error.evidence}
          action={<Button onClick={() => void loadFirst()}>Load again</Button>}
          urgent
        >
          {error.message}
        </Callout>
      </div>
    );
  }
  if (runs.length > 0) return <RunList runs={runs} />;
  return loading === 'first' ? <RunListSkeleton /> : <LiveEmpty search={search} onClear={onClear} />;
}
