/** What the caller has said of Codex's configuration on the command line; there we say nothing. */
import { parse } from 'smol-toml';
import type { CodexOptions } from './exec-arguments.ts';

/** True when a `-c` of the caller sets `key`, or a table around it. */
export function isSaid({ config }: CodexOptions, key: string): boolean {
  return config.some((said) => said.key === key || key.startsWith(`${said.key}.`));
}

/**
 * Features that the caller switches, by `--enable`, `-c features.x=…` or `-c features={x=…}`.
 * They must not meet a `--disable` of ours, which Codex applies after every `-c`, and after `--enable` too.
 */
export function featuresSaid({ enable, config }: CodexOptions): ReadonlySet<string> {
  const names = new Set(enable);
  for (const { key, value } of config) {
    if (key.startsWith('features.')) names.add(key.slice('features.'.length));
    else if (key === 'features') for (const name of keysOfTable(value)) names.add(name);
  }
  return names;
}

function keysOfTable(toml: string): string[] {
  try {
    const { value } = parse(`value = ${toml}`);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
