/** One app at a time: a second start shows the first one's dashboard and ends. */
import type { App } from 'electron';

/**
 * True for the one instance that may go on. In that one, `onSecond` is called whenever somebody starts the app again;
 * in any other, the caller must quit before it makes anything.
 */
export function isOnlyInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  onSecond: () => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
}
