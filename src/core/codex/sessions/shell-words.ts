/** Splits and joins shell words, as Codex does for the commands of its JSON lines (POSIX quoting, no expansion). */

/** A command as one line that a shell would read back as the same words. */
export function joinCommand(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}

/** The words of a line; null when a quote is left open. */
export function splitCommand(line: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (char === "'") {
      const end = line.indexOf("'", at + 1);
      if (end === -1) return null;
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (char === '"') {
      const quoted = readDoubleQuoted(line, at + 1);
      if (quoted === null) return null;
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (char === '\\') {
      const next = line[++at];
      if (next === undefined) return null;
      word = (word ?? '') + (next === '\n' ? '' : next);
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

/** Inside double quotes a backslash guards only `$`, `` ` ``, `"`, `\` and a newline (POSIX, 2.2.3). */
function readDoubleQuoted(line: string, from: number): { text: string; end: number } | null {
  let text = '';
  for (let at = from; at < line.length; at++) {
    const char = line[at] ?? '';
    if (char === '"') return { text, end: at };
    const next = line[at + 1];
    if (char === '\\' && next !== undefined && '$`"\\\n'.includes(next)) {
      if (next !== '\n') text += next;
      at++;
    } else {
      text += char;
    }
  }
  return null;
}

/** What a shell was asked to run: `rg x` of `/bin/bash -lc 'rg x'`; the line itself where it is no such call. */
export function scriptOf(line: string): string {
  const words = splitCommand(line);
  const [shell = '', flag = '', script] = words ?? [];
  const isShell = /(?:^|\/)(?:ba|z|da|k|fi)?sh$/.test(shell) && /^-[a-z]*c$/.test(flag);
  return isShell && script !== undefined && words?.length === 3 ? script : line;
}
