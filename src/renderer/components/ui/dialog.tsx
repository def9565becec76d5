/** A dialog: traps focus, gives it back, closes on Escape. */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import type { ErrorWords } from '../../connection/index.ts';
import { IconButton } from './button.tsx';
import { Callout } from './callout.tsx';
import { classNames } from './class-names.ts';
import { useFocusReturn } from './use-focus-return.ts';

interface DialogProps {
  title: string;
  /** One sentence under the title. */
  description?: string | undefined;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

export function Dialog({ title, description, onClose, className, children }: DialogProps) {
  const giveBack = useFocusReturn();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          onCloseAutoFocus={giveBack}
          className={classNames(
            'fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[calc(100vw-24px)] -translate-x-1/2 flex-col',
            'rounded-lg bg-raised shadow-float outline-none',
            className ?? 'max-w-140',
          )}
        >
          <header className="flex items-center gap-2 border-b border-line py-3 pr-2 pl-4">
            <div className="min-w-0 grow">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close">
                <X size={16} />
              </IconButton>
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The scrolling middle of a dialog; `toRead` puts it in the tab order where it holds no control. */
export function DialogBody({ children, toRead = false }: { children: ReactNode; toRead?: boolean }) {
  return (
    <div
      tabIndex={toRead ? 0 : undefined}
      className="flex min-h-0 grow flex-col gap-4 overflow-y-auto scroll-thin p-4"
    >
      {children}
    </div>
  );
}

/** What the server refused, in sight above the buttons however far the middle is scrolled. */
export function DialogRefusal({ title, refusal }: { title: string; refusal: ErrorWords | null }) {
  if (refusal === null) return null;
  return (
    <div className="border-t border-line p-4 pb-3">
      <Callout tone="danger" title={title} evidence={refusal.evidence} urgent>
        {refusal.message}
      </Callout>
    </div>
  );
}

/** The row of buttons at its end. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
      {children}
    </footer>
  );
}
