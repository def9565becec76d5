/** Paths keep their telling end. */
import { expect, it } from 'vitest';
import { baseName, firstLine, relativePath, shortPath } from './path.ts';

it('shortPath keeps the last two parts', () => {
  expect(shortPath('/Users/ann/code/app/models')).toBe('app/models');
  expect(shortPath('/repo/')).toBe('repo');
  expect(shortPath('/')).toBe('/');
});

it('baseName keeps the last part', () => {
  expect(baseName('/Users/ann/code/app')).toBe('app');
});

it('relativePath leaves paths outside the folder alone', () => {
  expect(relativePath('/repo/src/a.ts', '/repo')).toBe('src/a.ts');
  expect(relativePath('/repo2/src/a.ts', '/repo')).toBe('/repo2/src/a.ts');
  expect(relativePath('src/a.ts', '/repo')).toBe('src/a.ts');
});

it('firstLine skips empty lines', () => {
  expect(firstLine('\n\n  Rename it \n more')).toBe('Rename it');
  expect(firstLine('')).toBe('');
});
