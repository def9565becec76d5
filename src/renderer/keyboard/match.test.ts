/** Key presses find their command, and never disturb typing. */
import { describe, expect, it } from 'vitest';
import { keymap } from './keymap.ts';
import { chordTimeout, matchKey, printKeys } from './match.ts';

const press = (key: string, mod = false) => ({ key, metaKey: mod, ctrlKey: false, altKey: false });

describe('matchKey', () => {
  it('finds single keys and modifiers', () => {
    expect(matchKey(keymap, press('n'), null, false, 0).command).toBe('new-run');
    expect(matchKey(keymap, press('K', true), null, true, 0).command).toBe('palette');
  });
  it('waits for the second key of a chord, but not for ever', () => {
    const first = matchKey(keymap, press('g'), null, false, 100);
    expect(first).toEqual({ command: null, pending: { key: 'g', at: 100 } });
    expect(matchKey(keymap, press('r'), first.pending, false, 200).command).toBe('go-routing');
    expect(matchKey(keymap, press('s'), first.pending, false, 101 + chordTimeout).command).toBeNull();
  });
  it('leaves letters to the field that is being typed in', () => {
    expect(matchKey(keymap, press('n'), null, true, 0)).toEqual({ command: null, pending: null });
  });
  it('leaves the system its own combinations', () => {
    expect(matchKey(keymap, press('n', true), null, false, 0).command).toBeNull();
    expect(matchKey(keymap, { ...press('n'), altKey: true }, null, false, 0).command).toBeNull();
  });
  it('has no key twice', () => {
    const keys = keymap.map((binding) => binding.keys.join(' '));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('prints keys as they are on the keyboard', () => {
  expect(printKeys(['mod+k'], true)).toBe('⌘K');
  expect(printKeys(['mod+k'], false)).toBe('Ctrl K');
  expect(printKeys(['g', 'l'], true)).toBe('G L');
});
