/** Light and dark: the page follows the system by itself; the window's own colour must follow too. */
import type { BrowserWindow, NativeTheme } from 'electron';

/** What is seen before the first paint and while a window grows; the page's own background. */
export function windowColour(dark: boolean): string {
  return dark ? '#1a1b1e' : '#ffffff';
}

/** Keeps the colour of all windows in step with the system. */
export function followTheme(
  theme: Pick<NativeTheme, 'on' | 'shouldUseDarkColors'>,
  windows: () => readonly Pick<BrowserWindow, 'setBackgroundColor'>[],
): void {
  theme.on('updated', () => {
    for (const window of windows()) window.setBackgroundColor(windowColour(theme.shouldUseDarkColors));
  });
}
