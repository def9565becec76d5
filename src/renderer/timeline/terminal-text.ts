/** What a command printed, as a person would have seen it at the end. */

// ESC [ … letter (colours, cursor), ESC ] … BEL (titles), and single-letter escapes.
const escapes = new RegExp(
  [
    '\\u001b\\[[0-?]*[ -/]*[@-~]',
    '\\u001b\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)',
    '\\u001b[@-Z\\\\-_]',
  ].join('|'),
  'g',
);
// Control characters that a browser would draw as boxes; tab and line feed stay.
const controls = /[^\P{Cc}\t\n]/gu;

/** Removes escape sequences, lets a carriage return overwrite its line, drops a last empty line. */
export function plainTerminalText(output: string): string {
  const lines = output.replace(escapes, '').replace(/\r\n/g, '\n').split('\n');
  const seen = lines.map((line) => {
    const parts = line.split('\r').filter((part) => part !== '');
    return (parts.at(-1) ?? '').replace(controls, '');
  });
  while (seen.at(-1) === '') seen.pop();
  return seen.join('\n');
}

/** Lines in a text; none in an empty one. */
export function countLines(text: string): number {
  if (text === '') return 0;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
