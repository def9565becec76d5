/** Draws every icon under resources/. Run it after a change of design: `node scripts/draw-icons.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { iconFiles } from './icons/files.ts';
import { encodePng } from './icons/png.ts';

const resources = resolve(import.meta.dirname, '../resources');
for (const { path, draw } of iconFiles) {
  const file = join(resources, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodePng(draw()));
  console.log(path);
}
