/** Statements about the app's own address. */
import { describe, expect, it } from 'vitest';
import { addressOf, isOwnAddress, routeOf } from './app-address.ts';

describe('the own address', () => {
  it('is app://brainswap with any path and page', () => {
    expect(addressOf('#/popover')).toBe('app://brainswap/#/popover');
    expect(isOwnAddress(addressOf('#/'))).toBe(true);
    expect(isOwnAddress('app://brainswap/assets/index.js')).toBe(true);
  });

  it.each([
    'https://brainswap/',
    'app://brainswap.example/',
    'app://example/#/',
    'app://brainswap@example/',
    'app://user:secret@brainswap/',
    'app://brainswap:8080/',
    'apps://brainswap/',
    'file:///app://brainswap/',
    'about:blank',
    'not an address',
    '',
  ])('is not %s', (address) => {
    expect(isOwnAddress(address)).toBe(false);
    expect(routeOf(address)).toBeNull();
  });

  it('tells the page it leads to, the first one where there is none', () => {
    expect(routeOf('app://brainswap/#/runs/abc')).toBe('#/runs/abc');
    expect(routeOf('app://brainswap/index.html')).toBe('#/');
    expect(routeOf('app://brainswap/#top')).toBe('#/');
  });
});
