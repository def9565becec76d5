/** Cuts long text in the middle, where the least is lost. */

/**
 * `text` unchanged when it has at most `limit` UTF-16 units, else its head and tail with a line between that says how much is missing.
 * Surrogate pairs are never split.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  const head = text.slice(0, isHighSurrogate(text.charCodeAt(half - 1)) ? half - 1 : half);
  const from = text.length - half;
  const tail = text.slice(isLowSurrogate(text.charCodeAt(from)) ? from + 1 : from);
  const missing = text.length - head.length - tail.length;
  return `${head}\n… ${missing.toLocaleString('en-US')} characters left out …\n${tail}`;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
