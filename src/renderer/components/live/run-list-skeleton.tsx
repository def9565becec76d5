/** The run list before its first page is there, in its final size. */
import { useMedia, wide } from '../../stores/use-media.ts';
import { rowHeight } from './run-columns.tsx';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

export function RunListSkeleton() {
  const oneLine = useMedia(wide);
  return (
    <div role="status" aria-label="Loading runs" className="min-h-0 grow overflow-hidden">
      <div className={oneLine ? 'h-7 border-b border-line' : undefined} />
      {rows.map((row) => (
        <div
          key={row}
          className="flex items-center gap-3 border-b border-line px-4"
          style={{ height: oneLine ? rowHeight.wide : rowHeight.narrow }}
        >
          <span className="size-4 rounded-full bg-selected" />
          <span className="h-3 w-14 rounded-sm bg-selected" />
          <span className="h-3 w-24 rounded-sm bg-selected" />
          <span className="h-3 grow rounded-sm bg-selected" />
        </div>
      ))}
    </div>
  );
}
