/** A page or list with nothing in it: why, and the next thing to do. */
import type { ReactNode } from 'react';
import { CommandLine } from './copy-button.tsx';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  command?: string | null;
  action?: ReactNode;
}

export function Empty({ icon, title, children, command = null, action }: EmptyProps) {
  return (
    <div className="mx-auto flex w-full max-w-120 flex-col items-center gap-3 px-4 py-12 text-center">
      <div className="text-faint" aria-hidden>
        {icon}
      </div>
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <div className="text-muted">{children}</div>
      </div>
      {command !== null && (
        <div className="w-full">
          <CommandLine command={command} />
        </div>
      )}
      {action !== undefined && <div className="flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
