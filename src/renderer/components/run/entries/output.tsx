/** Text as a terminal shows it, in a box that scrolls. */
import { useMemo } from 'react';
import { plainTerminalText } from '../../../timeline/index.ts';
import { classNames } from '../../ui/index.ts';

interface OutputProps {
  text: string;
  /** What it is, for screen readers. */
  label: string;
  /** Show the end first: errors stand there. */
  atEnd?: boolean;
}

export function Output({ text, label, atEnd = false }: OutputProps) {
  const plain = useMemo(() => plainTerminalText(text), [text]);
  return (
    // A reversed column begins at its end by itself; scrolling there by hand would lay the page out once a row.
    <figure
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard.
      tabIndex={0}
      className={classNames(
        'mb-1 flex max-h-72 overflow-auto rounded-md border border-line bg-sunken scroll-thin',
        atEnd ? 'flex-col-reverse' : 'flex-col',
      )}
    >
      <pre className="px-3 py-2 font-mono text-sm leading-4.5 whitespace-pre-wrap wrap-anywhere">{plain}</pre>
    </figure>
  );
}
