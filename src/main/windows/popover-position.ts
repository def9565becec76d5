/** Where the popover goes, and what a click on the menu bar means: both pure. */
import type { Rectangle, Size } from 'electron';

const gap = 4;

/** Under the tray item, centred on it, never beyond the screen's work area. All figures in points. */
export function popoverBounds(tray: Rectangle, workArea: Rectangle, size: Size): Rectangle {
  const height = Math.min(size.height, workArea.height - 2 * gap);
  const centred = Math.round(tray.x + tray.width / 2 - size.width / 2);
  const rightmost = workArea.x + workArea.width - size.width - gap;
  const x = Math.max(workArea.x + gap, Math.min(centred, rightmost));
  // A task bar at the bottom (Linux) leaves no room below: go above it.
  const below = Math.max(tray.y + tray.height + gap, workArea.y + gap);
  const fits = below + height <= workArea.y + workArea.height;
  const y = fits ? below : workArea.y + workArea.height - height - gap;
  return { x, y, width: size.width, height };
}

/** Milliseconds within which a click belongs to the blur that it caused itself. */
const sameClick = 250;

/**
 * What a click does. Pressing on the tray takes the focus from an open popover, which hides it before the click
 * arrives; without this the popover would open again at once and could never be closed by its own item.
 */
export function clickMeans(
  popover: { visible: boolean; hiddenAt: number },
  now: number,
): 'show' | 'hide' | 'nothing' {
  if (popover.visible) return 'hide';
  return now - popover.hiddenAt < sameClick ? 'nothing' : 'show';
}
