/** Writes single TOML values for `-c key=value`. */

/** A basic TOML string. JSON's escapes are TOML's too; DEL, which JSON leaves alone, TOML wants escaped. */
export function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}
