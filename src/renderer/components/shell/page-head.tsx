/** The top of a page: the answer to its question as heading, one line of detail, the actions. Its height never changes. */
import { type ReactNode, useEffect } from 'react';

interface PageHeadProps {
  /** The name of the page, for the window's title. */
  page: string;
  title: ReactNode;
  detail: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ page, title, detail, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${page} · Brainswap`;
  }, [page]);
  return (
    <div className="flex shrink-0 flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-4 pb-3">
      <div className="min-w-0 grow basis-60">
        <h1 className="min-h-6 text-xl font-semibold">{title}</h1>
        <div className="min-h-5 text-muted">{detail}</div>
      </div>
      {actions !== undefined && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  );
}
