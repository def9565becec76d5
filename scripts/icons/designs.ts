/** What the icons look like: two arrows that change places, in five states, and the app's own icon. */
import { black, type Layer, type Paint } from './paint.ts';
import { cut, disc, grow, type Point, roundedSquare, type Shape, stroke, union } from './shapes.ts';

/** A design: its layers, and the units of its square drawing. */
export interface Design {
  layers: readonly Layer[];
  units: number;
}

const trayUnits = 16;
const line = 1.7;

/** An arrow along y from `tail` to `tip`, with a head of `head` units. */
function arrow(y: number, tail: number, tip: number, head: number, width: number): Shape {
  const back = tip > tail ? tip - head : tip + head;
  const corner = (by: number): Point => [back, y + by];
  return union(
    stroke(
      [
        [tail, y],
        [tip, y],
      ],
      width,
    ),
    stroke([corner(-head), [tip, y], corner(head)], width),
  );
}

const there = arrow(5, 1.9, 14.1, 3, line);
const back = arrow(11, 14.1, 1.9, 3, line);
const both = union(there, back);
const slash: Shape = stroke(
  [
    [2.2, 1.6],
    [13.8, 14.4],
  ],
  line,
);

/** Each state has a shape of its own, since a template image has no colour and small differences vanish at 16 pixels. */
const trayShapes = {
  /** Struck out. */
  off: union(cut(both, grow(slash, 1.3)), slash),
  /** The way back is not there yet: dots. */
  starting: union(there, ...[3, 8, 13].map((x) => disc([x, 11.4], 1.35))),
  ready: both,
  /** The same arrows cut out of a full square. */
  busy: cut(
    roundedSquare([8, 8], 7.8, 3.4),
    union(arrow(5.4, 3.6, 12.4, 2.3, 1.5), arrow(10.6, 12.4, 3.6, 2.3, 1.5)),
  ),
  /** Room made for an exclamation mark. */
  problem: union(
    arrow(5, 1.2, 9.6, 2.7, line),
    arrow(11, 9.6, 1.2, 2.7, line),
    stroke(
      [
        [13.7, 2.2],
        [13.7, 9],
      ],
      2,
    ),
    disc([13.7, 13.2], 1.3),
  ),
} as const satisfies Record<string, Shape>;

/** The designs of the menu bar by state, in black: macOS takes the colour from the bar. */
export const trayDesigns: ReadonlyMap<string, Design> = new Map(
  Object.entries(trayShapes).map(([state, shape]) => [
    state,
    { units: trayUnits, layers: [{ shape, paint: black }] },
  ]),
);

type Colour = readonly [number, number, number];
const teal: Colour = [13, 148, 136];
const indigo: Colour = [79, 70, 229];
const white: Paint = () => [255, 255, 255];

/** Teal for local at the top left, indigo for cloud at the bottom right. */
const graded: Paint = (x, y) => {
  const t = Math.max(0, Math.min(1, (x + y - 300) / 1448));
  const mix = (index: 0 | 1 | 2) => teal[index] + (indigo[index] - teal[index]) * t;
  return [mix(0), mix(1), mix(2)];
};

/** The app's icon on Apple's grid: 824 of 1024 units, corners of 185. */
export const appDesign: Design = {
  units: 1024,
  layers: [
    { shape: roundedSquare([512, 512], 412, 185), paint: graded },
    { shape: union(arrow(400, 278, 746, 112, 64), arrow(624, 746, 278, 112, 64)), paint: white },
  ],
};
