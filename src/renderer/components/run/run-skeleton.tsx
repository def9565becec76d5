/** The Run page before its first batch. */
import { PageHead } from '../shell/page-head.tsx';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

export function RunSkeleton() {
  return (
    <>
      <PageHead page="Run" title="Run" detail="Loading" />
      <div role="status" aria-label="Loading the run" className="border-t border-line pt-9">
        {rows.map((row) => (
          <div key={row} className="flex h-8 items-center gap-3 px-4">
            <span className="h-3 w-10 rounded-sm bg-selected" />
            <span className="size-4 rounded-full bg-selected" />
            <span className="h-3 w-1/2 rounded-sm bg-selected" />
          </div>
        ))}
      </div>
    </>
  );
}
