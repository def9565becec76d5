/** Which dialog is open. One at a time, so that focus has one place to return to. */
import { createStore } from 'zustand/vanilla';
import type { RouteRequest } from '../../rpc/contract.ts';

/** What the New run dialog begins with. */
export interface NewRunDraft {
  prompt?: string;
  cwd?: string;
  taskClass?: string;
  route?: RouteRequest;
}

export type OpenDialog =
  | { name: 'none' }
  | { name: 'palette' }
  | { name: 'keys' }
  | { name: 'status' }
  | { name: 'new-run'; draft: NewRunDraft };

export const dialogsStore = createStore<{ open: OpenDialog }>(() => ({ open: { name: 'none' } }));

export function openDialog(open: OpenDialog): void {
  dialogsStore.setState({ open });
}

export function closeDialog(): void {
  dialogsStore.setState({ open: { name: 'none' } });
}
