/** The actions that the palette offers: every command that something on the page answers now. */
import { canRun, keymap, onMac, printKeys, runCommand } from '../../keyboard/index.ts';

export interface PaletteAction {
  label: string;
  keys: string;
  act: () => void;
}

/** Commands whose label has all the words of `query` in it. */
export function paletteActions(query: string): PaletteAction[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return keymap
    .filter(({ command, group }) => command !== 'palette' && group !== 'Lists' && canRun(command))
    .filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
    .map(({ command, keys, label }) => ({
      label,
      keys: printKeys(keys, onMac),
      act: () => void runCommand(command),
    }));
}
