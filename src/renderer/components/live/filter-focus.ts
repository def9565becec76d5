/** `/` puts the cursor in the filter, also from another page: the wish waits here until the Live page is drawn. */
import { type RefObject, useEffect } from 'react';
import { useCommand } from '../../keyboard/index.ts';

let wished = false;

/** To be called before going to the Live page. */
export function wishFilterFocus(): void {
  wished = true;
}

/** Fulfils the wish, and answers the key while the page is there. */
export function useFilterFocus(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    if (!wished) return;
    wished = false;
    field.current?.focus();
  }, [field]);
  useCommand('focus-filter', () => {
    field.current?.focus();
    field.current?.select();
  });
}
