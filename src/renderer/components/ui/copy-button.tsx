/** Copies a text and says so; the icon turns into a tick for a moment. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from '../../stores/run-actions.ts';
import { IconButton } from './button.tsx';

interface CopyButtonProps {
  /** The text, or how to get it when it is large. */
  text: string | (() => string);
  /** What is copied, e.g. "Output". */
  what: string;
  className?: string;
}

export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      label={`Copy ${what.toLowerCase()}`}
      {...(className !== undefined && { className })}
      onClick={() => {
        void copyText(typeof text === 'string' ? text : text(), what);
        setCopied(true);
      }}
    >
      {copied ? <Check size={14} className="text-good" /> : <Copy size={14} />}
    </IconButton>
  );
}

/** A command to be run in a terminal, with a button that copies it. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className="flex min-w-0 items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2.5 text-left">
      <code
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a command that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="min-w-0 grow overflow-x-auto font-mono text-sm whitespace-pre scroll-thin"
      >
        {command}
      </code>
      <CopyButton text={command} what="Command" />
    </div>
  );
}
