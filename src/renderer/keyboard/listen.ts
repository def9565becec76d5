/** The one key listener of the window. */
import { runCommand } from './commands.ts';
import { keymap } from './keymap.ts';
import { matchKey, type PendingKey } from './match.ts';

/** Starts to listen; returns the function that ends it. */
export function listenForKeys(target: Window): () => void {
  let pending: PendingKey | null = null;
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const match = matchKey(keymap, event, pending, ownsKeys(event.target), Date.now());
    pending = match.pending;
    if (match.command !== null && runCommand(match.command)) event.preventDefault();
  };
  target.addEventListener('keydown', listen);
  return () => target.removeEventListener('keydown', listen);
}

/** Fields take letters for themselves, and so do open dialogs and menus. */
function ownsKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'textarea, select, [contenteditable], [role="dialog"], [role="menu"], input:not([type="checkbox"], [type="radio"])',
    ) !== null
  );
}

/** True on a Mac, where the keys carry other signs. */
export const onMac = /Mac/.test(navigator.platform);
