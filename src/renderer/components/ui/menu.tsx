/** A menu of actions behind a button. */
import { DropdownMenu } from 'radix-ui';
import { createContext, type ReactNode, type RefObject, useContext, useRef } from 'react';

/** What was chosen; it is done when the menu has closed, so that a dialog it opens keeps the focus and gives it back. */
const Chosen = createContext<RefObject<(() => void) | null> | null>(null);

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
}

export function Menu({ trigger, children }: MenuProps) {
  const chosen = useRef<(() => void) | null>(null);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* Inside the page, so that it belongs to a landmark. */}
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          onCloseAutoFocus={() => {
            chosen.current?.();
            chosen.current = null;
          }}
          className="z-50 min-w-48 rounded-lg bg-raised p-1 shadow-float"
        >
          <Chosen value={chosen}>{children}</Chosen>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, disabled = false, children }: MenuItemProps) {
  const chosen = useContext(Chosen);
  return (
    <DropdownMenu.Item
      disabled={disabled}
      onSelect={() => {
        if (chosen) chosen.current = onSelect;
      }}
      className="flex h-7 items-center gap-2 rounded-sm px-2 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-selected"
    >
      <span className="flex w-4 justify-center text-muted">{icon}</span>
      {children}
    </DropdownMenu.Item>
  );
}
