/** Shapes as signed distances: how far a point lies outside (positive) or inside (negative). */

/** Distance from the shape's edge at a point, in the units of the drawing. */
export type Shape = (x: number, y: number) => number;
export type Point = readonly [x: number, y: number];

/** A stroke with round ends along a chain of points. */
export function stroke(points: readonly Point[], width: number): Shape {
  return (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let index = 1; index < points.length; index++) {
      const from = points[index - 1];
      const to = points[index];
      if (from !== undefined && to !== undefined) nearest = Math.min(nearest, segment(x, y, from, to));
    }
    return nearest - width / 2;
  };
}

export function disc([cx, cy]: Point, radius: number): Shape {
  return (x, y) => Math.hypot(x - cx, y - cy) - radius;
}

/** A square with round corners, `half` the length of its side from its centre. */
export function roundedSquare([cx, cy]: Point, half: number, radius: number): Shape {
  return (x, y) => {
    const dx = Math.abs(x - cx) - half + radius;
    const dy = Math.abs(y - cy) - half + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

export function union(...shapes: readonly Shape[]): Shape {
  return (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
}

/** `shape` without `hole`. */
export function cut(shape: Shape, hole: Shape): Shape {
  return (x, y) => Math.max(shape(x, y), -hole(x, y));
}

/** `shape` made wider by `by` on all sides. */
export function grow(shape: Shape, by: number): Shape {
  return (x, y) => shape(x, y) - by;
}

function segment(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax;
  const dy = by - ay;
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
