/** Commands as a person would type them. Pure, safe to import in a browser. */

/** The command inside Codex's shell call: `/bin/bash -lc 'rg -l x'` as `rg -l x`. */
export function plainCommand(command: string): string {
  const inner = /^\S*\/?(?:ba|z|da)?sh\s+-l?c\s+([\s\S]+)$/.exec(command)?.[1];
  return inner === undefined ? command : (unquotedWord(inner) ?? inner);
}

/**
 * What a shell makes of `text` when it is one word, quoted in whatever mixture (POSIX, 2.2: Codex writes `"it's "'$x'`);
 * null when it is more than one, or a quote is left open.
 */
function unquotedWord(text: string): string | null {
  let word = '';
  let rest = text;
  while (rest !== '') {
    const part =
      /^'([^']*)'/.exec(rest) ??
      /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest) ??
      /^((?:[^\s'"\\]|\\[\s\S])+)/.exec(rest);
    if (!part) return null;
    const [whole, inside = ''] = part;
    if (whole.startsWith("'")) word += inside;
    else if (whole.startsWith('"')) word += inside.replaceAll(/\\(["\\$`])/g, '$1').replaceAll('\\\n', '');
    else word += inside.replaceAll(/\\([\s\S])/g, (_, char: string) => (char === '\n' ? '' : char));
    rest = rest.slice(whole.length);
  }
  return word;
}
