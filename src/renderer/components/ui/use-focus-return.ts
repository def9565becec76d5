/** Gives the focus back to where it was before a dialog opened. */
import { useState } from 'react';

/**
 * The handler for a dialog's `onCloseAutoFocus`. Radix itself gives the focus back to a trigger of its own, which dialogs
 * that a key or the palette opens do not have. Noted while drawing, before a field of the dialog takes the focus.
 */
export function useFocusReturn(): (event: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (before instanceof HTMLElement) before.focus();
  };
}
