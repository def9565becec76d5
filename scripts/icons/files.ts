/** Which files the icons go to, each with how it is drawn. */
import { appDesign, type Design, trayDesigns } from './designs.ts';
import { paintPicture } from './paint.ts';
import type { Picture } from './png.ts';

export interface IconFile {
  /** Relative to resources/. */
  path: string;
  draw: () => Picture;
}

/** Pixels a side, and the mark in the name by which Electron finds the picture for a dense screen. */
const traySizes = [
  { size: 16, mark: '' },
  { size: 32, mark: '@2x' },
] as const;

const draw = ({ layers, units }: Design, size: number) => paintPicture(layers, units, size);

/** "Template" in the name tells macOS to take the shape only. */
export const iconFiles: readonly IconFile[] = [
  ...[...trayDesigns].flatMap(([state, design]) =>
    traySizes.map(({ size, mark }) => ({
      path: `tray/${state}Template${mark}.png`,
      draw: () => draw(design, size),
    })),
  ),
  { path: 'icon.png', draw: () => draw(appDesign, 1024) },
];
