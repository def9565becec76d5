/** The state of the whole for the header: asked for at intervals, with the counts kept fresh by the feed. */
import { createStore } from 'zustand/vanilla';
import type { RunCounts, SystemStatus } from '../../rpc/contract.ts';
import { connection } from '../connection/index.ts';

interface StatusState {
  status: SystemStatus | null;
  /** True while a person waits for an answer to "Check again". */
  checking: boolean;
}

export const statusStore = createStore<StatusState>(() => ({ status: null, checking: false }));

/** Milliseconds between looks; a runtime that was started or stopped shows within that time. */
const interval = 5_000;

/** Asks now. The old state stays on screen when nobody answers: the strip says so. */
export async function checkStatus(): Promise<void> {
  statusStore.setState({ checking: true });
  try {
    statusStore.setState({ status: await connection.request((client) => client.status()) });
  } catch {
    // Offline: the connection strip tells it, and the next line asks again.
  } finally {
    statusStore.setState({ checking: false });
  }
}

export function takeCounts(counts: RunCounts): void {
  const { status } = statusStore.getState();
  if (status) statusStore.setState({ status: { ...status, counts } });
}

/** Starts to look: at once, at intervals while the window is seen, and after every reconnect. */
export function watchStatus(): () => void {
  const look = (): void => {
    if (!document.hidden && connection.state.getState().phase === 'online') void checkStatus();
  };
  const timer = setInterval(look, interval);
  document.addEventListener('visibilitychange', look);
  const unsubscribe = connection.state.subscribe((state, before) => {
    if (state.phase === 'online' && before.phase !== 'online') look();
  });
  look();
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    unsubscribe();
  };
}
