/** Writes single TOML values for `-c key=value`. */

/** A basic TOML string. JSON's escapes are TOML's too; DEL, which JSON leaves alone, TOML wants escaped. */
export function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

/** A value as smol-toml parses it, on one line: tables inline, dates and times as they were. */
export function tomlValue(value: unknown): string {
  if (typeof value === 'string') return tomlString(value);
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(',')}]`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]) => `${tomlString(key)}=${tomlValue(inner)}`);
    return `{${pairs.join(',')}}`;
  }
  return String(value);
}
