/** The state of a run as a shape of its own, in a colour that only underlines it. */
import { Ban, Check, CheckCheck, CircleDot, LoaderCircle, type LucideIcon, Unplug, X } from 'lucide-react';
import { type RunState, stateWords } from '../../answer/index.ts';
import { classNames } from './class-names.ts';

const looks: Record<RunState, { Icon: LucideIcon; className: string }> = {
  running: { Icon: LoaderCircle, className: 'motion-safe:animate-spin text-text [animation-duration:1.6s]' },
  verifying: { Icon: CircleDot, className: 'text-text' },
  verified: { Icon: CheckCheck, className: 'text-good' },
  succeeded: { Icon: Check, className: 'text-good' },
  failed: { Icon: X, className: 'text-danger' },
  cancelled: { Icon: Ban, className: 'text-muted' },
  interrupted: { Icon: Unplug, className: 'text-warn' },
};

interface StateIconProps {
  state: RunState;
  size?: number;
  /** Leave the word to a neighbour that already says it. */
  silent?: boolean;
}

export function StateIcon({ state, size = 16, silent = false }: StateIconProps) {
  const { Icon, className } = looks[state];
  return (
    <Icon
      size={size}
      className={classNames('shrink-0', className)}
      {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': stateWords[state] })}
    />
  );
}
