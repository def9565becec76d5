/** Statements about where the popover goes and what a click on the menu bar means. */
import { describe, expect, it } from 'vitest';
import { clickMeans, popoverBounds } from './popover-position.ts';

const size = { width: 360, height: 460 };
const screen = { x: 0, y: 24, width: 1440, height: 876 };

describe('the place of the popover', () => {
  it('is centred under the tray item', () => {
    const tray = { x: 900, y: 0, width: 24, height: 24 };
    expect(popoverBounds(tray, screen, size)).toEqual({ x: 732, y: 28, width: 360, height: 460 });
  });

  it('stays on the screen at both edges', () => {
    expect(popoverBounds({ x: 1420, y: 0, width: 24, height: 24 }, screen, size).x).toBe(1440 - 360 - 4);
    expect(popoverBounds({ x: 0, y: 0, width: 24, height: 24 }, screen, size).x).toBe(4);
  });

  it('stays on the second screen, left of the first', () => {
    const left = { x: -1280, y: 24, width: 1280, height: 700 };
    expect(popoverBounds({ x: -30, y: 0, width: 24, height: 24 }, left, size).x).toBe(-360 - 4);
  });

  it('goes above a bar at the bottom', () => {
    const area = { x: 0, y: 0, width: 1440, height: 870 };
    expect(popoverBounds({ x: 900, y: 874, width: 24, height: 24 }, area, size).y).toBe(870 - 460 - 4);
  });

  it('shrinks on a screen that is too low for it', () => {
    const low = { x: 0, y: 24, width: 800, height: 300 };
    expect(popoverBounds({ x: 400, y: 0, width: 24, height: 24 }, low, size).height).toBe(292);
  });
});

describe('a click on the menu bar', () => {
  it('shows a hidden popover and hides a visible one', () => {
    expect(clickMeans({ visible: false, hiddenAt: 0 }, 10_000)).toBe('show');
    expect(clickMeans({ visible: true, hiddenAt: 0 }, 10_000)).toBe('hide');
  });

  it('does not reopen the popover that the same click has just hidden by taking its focus', () => {
    expect(clickMeans({ visible: false, hiddenAt: 9_900 }, 10_000)).toBe('nothing');
  });
});
