/** From key presses to commands, with two-key chords. Pure: the caller keeps the pending key. */
import type { Command, KeyBinding } from './keymap.ts';

export interface KeyPress {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
}

/** A first key waits this long for its second, in milliseconds. */
export const chordTimeout = 1_000;

export interface PendingKey {
  key: string;
  at: number;
}

export interface KeyMatch {
  command: Command | null;
  pending: PendingKey | null;
}

/**
 * What a press means. `typing` is true while the focus is in a field: only chords with a modifier count then.
 * `now` in milliseconds.
 */
export function matchKey(
  bindings: readonly KeyBinding[],
  press: KeyPress,
  pending: PendingKey | null,
  typing: boolean,
  now: number,
): KeyMatch {
  const key = nameOf(press);
  if (key === null || (typing && !key.startsWith('mod+'))) return { command: null, pending: null };
  if (pending && now - pending.at <= chordTimeout) {
    const chord = bindings.find((b) => b.keys.length === 2 && b.keys[0] === pending.key && b.keys[1] === key);
    if (chord) return { command: chord.command, pending: null };
  }
  const single = bindings.find((b) => b.keys.length === 1 && b.keys[0] === key);
  if (single) return { command: single.command, pending: null };
  const begins = bindings.some((b) => b.keys.length === 2 && b.keys[0] === key);
  return { command: null, pending: begins ? { key, at: now } : null };
}

function nameOf(press: KeyPress): string | null {
  if (press.altKey) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return press.metaKey || press.ctrlKey ? `mod+${key}` : key;
}

/** `mod+k` as printed on the keys: `⌘K` on a Mac, `Ctrl K` elsewhere. */
export function printKeys(keys: readonly string[], mac: boolean): string {
  return keys
    .map((key) => {
      const plain = key.replace('mod+', '');
      const shown = plain.length === 1 ? plain.toUpperCase() : plain;
      if (!key.startsWith('mod+')) return shown;
      return mac ? `⌘${shown}` : `Ctrl ${shown}`;
    })
    .join(' ');
}
