/** Something that needs a person: what happened, why, what to do, with the evidence folded below. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { CommandLine } from './copy-button.tsx';

const tones = {
  info: { Icon: Info, box: 'border-line bg-sunken', icon: 'text-muted' },
  warn: { Icon: TriangleAlert, box: 'border-warn-line bg-warn-tint', icon: 'text-warn' },
  danger: { Icon: CircleAlert, box: 'border-danger-line bg-danger-tint', icon: 'text-danger' },
} as const;

interface CalloutProps {
  tone: keyof typeof tones;
  title: string;
  children?: ReactNode;
  command?: string | null;
  evidence?: string | null;
  /** Buttons. */
  action?: ReactNode;
  /** Spoken at once when it appears. */
  urgent?: boolean;
}

export function Callout(props: CalloutProps) {
  const { tone, title, children, command = null, evidence = null, action, urgent = false } = props;
  const { Icon, box, icon } = tones[tone];
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className={classNames('flex items-start gap-2.5 rounded-lg border px-3 py-2.5', box)}
    >
      <Icon size={16} className={classNames('mt-0.5 shrink-0', icon)} aria-hidden />
      <div className="flex min-w-0 grow flex-col items-start gap-2 sm:flex-row">
        <div className="flex w-full min-w-0 grow flex-col gap-2">
          <div>
            <p className="font-semibold">{title}</p>
            {children !== undefined && <div className="wrap-anywhere">{children}</div>}
          </div>
          {command !== null && <CommandLine command={command} />}
          {evidence !== null && (
            <details>
              <summary className="text-sm text-muted">Evidence</summary>
              <pre className="mt-1 max-h-60 overflow-auto font-mono text-sm whitespace-pre-wrap">
                {evidence}
              </pre>
            </details>
          )}
        </div>
        {action}
      </div>
    </div>
  );
}
