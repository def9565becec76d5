/** Buttons: one primary per view, the rest quiet. Verbs as labels. */
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Tone = 'primary' | 'plain' | 'quiet' | 'danger';

const tones: Record<Tone, string> = {
  primary: 'bg-ink text-on-ink hover:bg-ink-hover',
  plain: 'border border-line bg-raised hover:bg-hover',
  quiet: 'text-muted hover:bg-hover hover:text-text',
  danger: 'border border-danger-line bg-raised text-danger hover:bg-danger-tint',
};

interface ButtonProps extends ComponentProps<'button'> {
  tone?: Tone;
  icon?: ReactNode;
  /** The key that does the same, shown at the end. */
  keys?: string | undefined;
}

export function Button({ tone = 'plain', icon, keys, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      data-keys={keys}
      className={classNames(
        'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium whitespace-nowrap',
        'disabled:pointer-events-none disabled:opacity-50',
        keys !== undefined && 'key-hint max-sm:after:content-none',
        tones[tone],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does: the accessible name and the tooltip. */
  label: string;
}

/** A square button that shows an icon alone. */
export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted',
        'hover:bg-hover hover:text-text disabled:pointer-events-none disabled:opacity-50',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
