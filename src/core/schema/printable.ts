/** Text of others on its way to a terminal. Pure, safe to import in a browser. */

/**
 * `text` with everything shown that would steer a terminal or turn the direction of writing: an escape becomes `␛`.
 * Line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, shown);
}

function shown(char: string): string {
  const code = char.charCodeAt(0);
  if (char === '\n' || char === '\t') return char;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '\ufffd';
}
