/** Remembered bounds of the dashboard window: checked on reading, fitted to the screens there are now. */
import type { Rectangle, Size } from 'electron';
import { z } from 'zod';

/** What is written to disk, in points. */
export const SavedBounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

export const smallest: Size = { width: 640, height: 420 };
const usual: Size = { width: 1120, height: 760 };

/**
 * Bounds to open with: the saved ones where they overlap a screen enough to be grabbed, cut to that screen;
 * otherwise the usual size in the middle of the first screen. `saved` is whatever was on disk.
 */
export function fittedBounds(saved: unknown, workAreas: readonly Rectangle[]): Rectangle {
  const parsed = SavedBounds.safeParse(saved);
  const home = parsed.success ? workAreas.find((area) => isReachable(parsed.data, area)) : undefined;
  if (parsed.success && home !== undefined) return cutTo(parsed.data, home);
  return centredIn(workAreas[0] ?? { x: 0, y: 0, ...usual });
}

/** The title bar must be on the screen, with a hand's breadth of it to drag. */
function isReachable(window: Rectangle, area: Rectangle): boolean {
  const overlap = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return overlap >= 80 && window.y >= area.y && window.y <= area.y + area.height - 40;
}

function cutTo(window: Rectangle, area: Rectangle): Rectangle {
  return {
    x: window.x,
    y: window.y,
    width: Math.max(smallest.width, Math.min(window.width, area.width)),
    height: Math.max(smallest.height, Math.min(window.height, area.height)),
  };
}

function centredIn(area: Rectangle): Rectangle {
  const width = Math.min(usual.width, area.width);
  const height = Math.min(usual.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}
