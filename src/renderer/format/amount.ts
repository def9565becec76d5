/** Tokens, bytes, dollars and shares, short enough for a table cell. */

/** Tokens: `220`, `3.1k`, `48k`, `1.2M`. */
export function formatTokens(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  if (tokens < 9_950) return `${oneDecimal(tokens / 1_000)}k`;
  if (tokens < 999_500) return `${Math.round(tokens / 1_000)}k`;
  if (tokens < 9_950_000) return `${oneDecimal(tokens / 1_000_000)}M`;
  return `${Math.round(tokens / 1_000_000)}M`;
}

/** Tokens of context as people say them: 32,768 is `32k`, 200,000 is `200k`. */
export function formatContext(tokens: number): string {
  return `${Math.round(tokens / (tokens % 1_024 === 0 ? 1_024 : 1_000))}k`;
}

/** Bytes in steps of 1,000: `512 B`, `6.8 KB`, `41 MB`, `2.1 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value < 9.95 ? oneDecimal(value) : Math.round(value)} ${units[unit]}`;
}

/** US dollars: `$0`, `<$0.01`, `$0.42`, `$14.20`, `$1,204`. */
export function formatMoney(usd: number): string {
  if (usd <= 0) return '$0';
  if (usd < 0.01) return '<$0.01';
  if (usd < 1_000) return `$${usd.toFixed(2)}`;
  return `$${Math.round(usd).toLocaleString('en-US')}`;
}

/** An estimate in US dollars: `about $0.42`, `under $0.01`. */
export function aboutMoney(usd: number): string {
  return usd > 0 && usd < 0.01 ? 'under $0.01' : `about ${formatMoney(usd)}`;
}

/** The share of `part` in `whole` in percent, or null when there is no whole. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((100 * part) / whole) : null;
}

/** `41 tok/s`, `8.3 tok/s`. */
export function formatRate(tokensPerSecond: number): string {
  return `${tokensPerSecond < 9.95 ? oneDecimal(tokensPerSecond) : Math.round(tokensPerSecond)} tok/s`;
}

/** `1 run`, `2 runs`, `12,400 runs`. */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

function oneDecimal(n: number): string {
  return n.toFixed(1).replace(/\.0$/, '');
}
