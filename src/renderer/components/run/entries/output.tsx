/** Text as a terminal shows it, in a box that scrolls. */
import { useMemo } from 'react';
import { plainTerminalText } from '../../../timeline/index.ts';

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
    <figure aria-label={label} className="mb-1">
      <pre
        ref={(element) => {
          if (atEnd && element !== null) element.scrollTop = element.scrollHeight;
        }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard.
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm leading-4.5 whitespace-pre-wrap wrap-anywhere scroll-thin"
      >
        {plain}
      </pre>
    </figure>
  );
}
