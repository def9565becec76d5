/** Tests of the data folder. */
import { expect, it } from 'vitest';
import { dataFolder } from './data-folder.ts';

it('lets BRAINSWAP_HOME move everything', () => {
  expect(dataFolder({ BRAINSWAP_HOME: '/x/../y', XDG_DATA_HOME: '/data' }, 'linux', '/home/ada')).toBe('/y');
});

it('uses Application Support on macOS', () => {
  expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'darwin', '/Users/ada')).toBe(
    '/Users/ada/Library/Application Support/Brainswap',
  );
});

it('follows XDG elsewhere, and ignores a relative XDG_DATA_HOME', () => {
  expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ada')).toBe('/data/brainswap');
  expect(dataFolder({ XDG_DATA_HOME: 'data' }, 'linux', '/home/ada')).toBe(
    '/home/ada/.local/share/brainswap',
  );
  expect(dataFolder({ HOME: '/home/grace' }, 'linux')).toBe('/home/grace/.local/share/brainswap');
});
