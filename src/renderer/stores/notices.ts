/** Short messages after an action ("Copied", "Stopping the run"), spoken by screen readers and gone by themselves. */
import { createStore } from 'zustand/vanilla';

export interface Notice {
  id: number;
  tone: 'plain' | 'problem';
  text: string;
}

/** Milliseconds a notice stays; problems stay longer, since they need reading. */
const stay = { plain: 3_000, problem: 8_000 };

export const noticesStore = createStore<{ notices: readonly Notice[] }>(() => ({ notices: [] }));
let lastId = 0;

export function notify(text: string, tone: Notice['tone'] = 'plain'): void {
  lastId += 1;
  const id = lastId;
  noticesStore.setState(({ notices }) => ({ notices: [...notices.slice(-2), { id, tone, text }] }));
  setTimeout(() => dismissNotice(id), stay[tone]);
}

export function dismissNotice(id: number): void {
  noticesStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
