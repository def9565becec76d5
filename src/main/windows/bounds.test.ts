/** Statements about remembered bounds: what is read from disk is never trusted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fittedBounds, smallest } from './bounds.ts';
import { readBounds, writeBounds } from './bounds-file.ts';

const first = { x: 0, y: 24, width: 1440, height: 876 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };
const usual = { x: 160, y: 82, width: 1120, height: 760 };

describe('the bounds of the dashboard', () => {
  it('are the saved ones where they lie on a screen', () => {
    const saved = { x: 1500, y: 40, width: 900, height: 700 };
    expect(fittedBounds(saved, [first, second])).toEqual(saved);
  });

  it('are the usual ones when the screen of the saved ones is gone', () => {
    expect(fittedBounds({ x: 1500, y: 40, width: 900, height: 700 }, [first])).toEqual(usual);
  });

  it('are the usual ones when the title bar could not be grabbed', () => {
    expect(fittedBounds({ x: 100, y: -300, width: 900, height: 700 }, [first])).toEqual(usual);
    expect(fittedBounds({ x: -850, y: 40, width: 900, height: 700 }, [first])).toEqual(usual);
  });

  it('are cut to the screen, and never smaller than the page can be', () => {
    expect(fittedBounds({ x: 0, y: 24, width: 5_000, height: 10 }, [first])).toEqual({
      x: 0,
      y: 24,
      width: first.width,
      height: smallest.height,
    });
  });

  it.each([
    undefined,
    null,
    'x',
    {},
    { x: 0.5, y: 0, width: 1, height: 1 },
    { x: 0, y: 0, width: -1, height: 1 },
  ])('are the usual ones when %j was saved', (saved) => {
    expect(fittedBounds(saved, [first])).toEqual(usual);
  });
});

describe('the file of bounds', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'brainswap-bounds-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives back what was written, in a folder that was not there yet', () => {
    const path = join(folder, 'new', 'window.json');
    writeBounds(path, usual);
    expect(readBounds(path)).toEqual(usual);
  });

  it('is read as nothing when absent or cut off', () => {
    expect(readBounds(join(folder, 'absent.json'))).toBeUndefined();
    writeFileSync(join(folder, 'cut.json'), '{"x": 1');
    expect(readBounds(join(folder, 'cut.json'))).toBeUndefined();
  });

  it('does not keep a window from closing when it cannot be written', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    writeFileSync(join(folder, 'file'), '');
    writeBounds(join(folder, 'file', 'window.json'), usual);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('was not kept'));
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('');
    warn.mockRestore();
  });
});
