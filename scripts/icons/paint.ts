/** Turns shapes into pixels. */
import type { Picture } from './png.ts';
import type { Shape } from './shapes.ts';

/** Red, green, blue from 0 to 255 at a point of the drawing. */
export type Paint = (x: number, y: number) => readonly [red: number, green: number, blue: number];

/** One layer: a shape and what it is filled with. */
export interface Layer {
  shape: Shape;
  paint: Paint;
}

export const black: Paint = () => [0, 0, 0];

/** Paints layers, the last on top, from a square drawing of `units` a side into one of `size` pixels. Edges are smoothed. */
export function paintPicture(layers: readonly Layer[], units: number, size: number): Picture {
  const pixels = new Uint8Array(size * size * 4);
  const unit = units / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      pixels.set(pixelAt(layers, (column + 0.5) * unit, (row + 0.5) * unit, unit), (row * size + column) * 4);
    }
  }
  return { width: size, height: size, pixels };
}

function pixelAt(layers: readonly Layer[], x: number, y: number, unit: number): number[] {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (const { shape, paint } of layers) {
    const cover = Math.max(0, Math.min(1, 0.5 - shape(x, y) / unit));
    if (cover === 0) continue;
    const [r, g, b] = paint(x, y);
    const total = cover + alpha * (1 - cover);
    const mix = (above: number, below: number) => (above * cover + below * alpha * (1 - cover)) / total;
    [red, green, blue, alpha] = [mix(r, red), mix(g, green), mix(b, blue), total];
  }
  return [red, green, blue, alpha * 255].map(Math.round);
}
