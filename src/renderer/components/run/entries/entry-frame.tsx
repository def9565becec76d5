/** What all rows of the timeline share: time, icon, one line that folds, and a body. */
import { type ReactNode, useId, useState } from 'react';
import { formatClock, formatExactly } from '../../../format/index.ts';
import type { RunDocument } from '../../../stores/run-document.ts';
import { classNames } from '../../ui/index.ts';

export interface EntryFrameProps {
  id: string;
  open: RunDocument;
  /** Milliseconds since the epoch: of the run, and of this row. */
  startedAt: number;
  at: number;
  icon: ReactNode;
  /** Colours the icon, e.g. `text-danger`. */
  tone?: string;
  title: ReactNode;
  /** The title is long and may be cut; there is no summary then. */
  longTitle?: boolean;
  /** The rest of the line, cut where it does not fit; hidden while the body says it all. */
  summary?: ReactNode;
  /** Short figures at the end of the line. */
  meta?: ReactNode;
  unfoldedAtFirst?: boolean;
  /** Leave out what a person could not reach anyway while rows rush by. */
  plain?: boolean;
  /** Buttons beside the body, e.g. copy. */
  actions?: ReactNode;
  /** The body; without one the row does not fold. */
  children?: ReactNode;
}

export function EntryFrame(props: EntryFrameProps) {
  const {
    id,
    open,
    startedAt,
    at,
    icon,
    tone = 'text-muted',
    title,
    summary,
    meta,
    actions,
    children,
  } = props;
  const { longTitle = false, plain = false } = props;
  const [touched, setTouched] = useState(open.unfolded.get(id));
  const unfolded = touched ?? props.unfoldedAtFirst ?? false;
  const hasBody = children !== undefined && children !== null;
  const bodyId = useId();
  const line = (
    <>
      <span className={longTitle ? 'min-w-0 grow truncate' : 'shrink-0'}>{title}</span>
      {!longTitle && (
        <span className="min-w-0 grow truncate text-muted">{unfolded && hasBody ? null : summary}</span>
      )}
      {meta !== undefined && (
        <span className="flex shrink-0 items-center gap-3 text-sm text-muted">{meta}</span>
      )}
    </>
  );
  return (
    <div className="group flex gap-3 px-4">
      <time
        className="w-10 shrink-0 pt-2 text-right text-sm text-faint"
        dateTime={new Date(at).toISOString()}
        title={formatExactly(at)}
      >
        {formatClock(at - startedAt)}
      </time>
      <span className={classNames('shrink-0 pt-2.25', tone)} aria-hidden>
        {icon}
      </span>
      <div className="min-w-0 grow">
        {hasBody ? (
          <button
            type="button"
            data-entry
            aria-expanded={unfolded}
            aria-controls={bodyId}
            onClick={() => {
              open.unfolded.set(id, !unfolded);
              setTouched(!unfolded);
            }}
            className="-ml-1.5 flex min-h-8 w-[calc(100%+6px)] items-center gap-2 rounded-md py-1 pl-1.5 text-left hover:bg-hover"
          >
            {line}
            <span aria-hidden className={classNames('chevron mr-3.5', unfolded && 'chevron-down')} />
          </button>
        ) : (
          <div data-entry tabIndex={-1} className="flex min-h-8 items-center gap-2 rounded-md py-1 pr-8">
            {line}
          </div>
        )}
        <div id={bodyId}>
          {unfolded && hasBody && (
            <div className="relative pb-2">
              {actions !== undefined && !plain && (
                <div className="absolute -top-0.5 right-1 z-1 flex rounded-md bg-surface opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
                  {actions}
                </div>
              )}
              {children}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
