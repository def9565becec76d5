/** Statements about the icons: what is committed is what the script draws, and the states can be told apart. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrayImage } from '../../src/main/tray/tray-state.ts';
import { iconFiles } from './files.ts';
import { decodePng, encodePng, type Picture } from './png.ts';

const resources = resolve(import.meta.dirname, '../../resources');
const read = (path: string) => decodePng(readFileSync(join(resources, path)));
const alpha = ({ pixels }: Picture) => pixels.filter((_value, index) => index % 4 === 3);

describe('the icons', () => {
  // Pixels, not bytes: zlib may compress the same picture otherwise on another machine.
  it.each(iconFiles.map(({ path, draw }) => [path, draw] as const))(
    '%s is drawn by the script',
    (path, draw) => {
      const committed = read(path);
      const drawn = draw();
      expect([committed.width, committed.height]).toEqual([drawn.width, drawn.height]);
      expect(Buffer.compare(committed.pixels, drawn.pixels)).toBe(0);
    },
  );

  const states: TrayImage[] = ['off', 'starting', 'ready', 'busy', 'problem'];

  it.each(states)('of the state %s are there for both densities, black on nothing', (state) => {
    const plain = read(`tray/${state}Template.png`);
    const dense = read(`tray/${state}Template@2x.png`);
    expect([plain.width, dense.width]).toEqual([16, 32]);
    for (const { pixels } of [plain, dense]) {
      expect(pixels.every((value, index) => index % 4 === 3 || value === 0)).toBe(true);
    }
    expect(alpha(plain)).toContain(0);
    expect(alpha(plain)).toContain(255);
  });

  it('differ from each other in shape by at least a tenth of the picture, also at 16 pixels', () => {
    const shapes = states.map((state) => alpha(read(`tray/${state}Template.png`)));
    for (const [index, one] of shapes.entries()) {
      for (const other of shapes.slice(index + 1)) {
        const changed = one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 127).length;
        expect(changed).toBeGreaterThan(25);
      }
    }
  });
});

describe('PNG', () => {
  const picture: Picture = { width: 2, height: 1, pixels: new Uint8Array([1, 2, 3, 4, 250, 0, 9, 255]) };

  it('gives back the pixels it was given', () => {
    expect(decodePng(encodePng(picture))).toEqual(picture);
  });

  it('refuses what is no PNG and what others have drawn', () => {
    expect(() => decodePng(Buffer.from('GIF89a..........'))).toThrow('no PNG');
    expect(() => decodePng(encodePng(picture).subarray(0, 8))).toThrow('no header');
  });
});
