/** Tells `brainswap exec …` from the other commands, wherever the word `exec` stands. */
import { optionOf } from './exec-options.ts';

/**
 * Splits a command line at the word `exec` (or its alias `e`), which may stand behind options: `-c a=b exec …`.
 * Null when the first word is another one, or behind an option that neither Codex nor we know.
 */
export function splitAtExec(argv: readonly string[]): { root: string[]; exec: string[] } | null {
  for (let index = 0; index < argv.length; index += 1) {
    const token = argv[index] ?? '';
    if (token === 'exec' || token === 'e') return { root: argv.slice(0, index), exec: argv.slice(index + 1) };
    if (token === '--' || token === '-' || !token.startsWith('-')) return null;
    const { option, inline } = optionOf(token);
    if (option === null) return null;
    if (option.takes !== 'nothing' && inline === null) index += 1;
  }
  return null;
}
