/** Keeps the dashboard's bounds in a small JSON file of its own: they are no setting that a person edits. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';

/** Whatever the file holds; undefined where there is none or it is no JSON. */
export function readBounds(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Absent on the first start. Anything else costs no more than the window's place.
    return undefined;
  }
}

/** Writes the bounds; a full disk must not keep a window from closing. */
export function writeBounds(path: string, bounds: Rectangle): void {
  const { x, y, width, height } = bounds;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify({ x, y, width, height })}\n`);
  } catch (cause) {
    console.warn(`The window's place was not kept in ${path}: ${String(cause)}`);
  }
}
