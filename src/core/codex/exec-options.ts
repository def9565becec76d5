/**
 * The options of `codex exec`, its subcommands and `codex` itself (0.169.0, from their `--help`; exec-options.test.ts
 * compares), and our own: which take a value. A few hidden or past names are kept, since passing them on does no harm.
 */

const flags = [
  'oss',
  'strict-config',
  'approve-for-me',
  'full-auto',
  'dangerously-bypass-approvals-and-sandbox',
  'dangerously-bypass-hook-trust',
  'worktree',
  'skip-git-repo-check',
  'trust',
  'ephemeral',
  'ignore-user-config',
  'ignore-rules',
  'json',
  'help',
  'version',
  'last',
  'all',
  'uncommitted',
  'search',
  'no-alt-screen',
  'no-daemon',
] as const;
const withValue = [
  'config',
  'enable',
  'disable',
  'model',
  'local-provider',
  'profile',
  'sandbox',
  'cd',
  'add-dir',
  'thread-source',
  'cyber-access-program',
  'output-schema',
  'color',
  'output-last-message',
  'base',
  'commit',
  'title',
  'ask-for-approval',
  'remote',
  'remote-auth-token-env',
] as const;
const withValues = ['image'] as const;
const ownWithValue = ['task', 'route', 'verify', 'runtime'] as const;
const ownFlags = ['local-only', 'all-attempts'] as const;

export type OptionName = (typeof flags)[number] | (typeof withValue)[number] | (typeof withValues)[number];
export type OwnOptionName = (typeof ownWithValue)[number] | (typeof ownFlags)[number];

/** `values`: every word up to the next option. */
type Takes = 'nothing' | 'value' | 'values';
export type Option =
  | { own: false; name: OptionName; takes: Takes }
  | { own: true; name: OwnOptionName; takes: Exclude<Takes, 'values'> };

const short: Record<string, OptionName> = {
  c: 'config',
  i: 'image',
  m: 'model',
  p: 'profile',
  s: 'sandbox',
  C: 'cd',
  h: 'help',
  V: 'version',
  o: 'output-last-message',
  a: 'ask-for-approval',
};
/** Names that clap takes for another option. */
const aliases: Record<string, OptionName> = {
  yolo: 'dangerously-bypass-approvals-and-sandbox',
  'experimental-json': 'json',
};

const options = new Map<string, Option>();
for (const name of flags) options.set(name, { own: false, name, takes: 'nothing' });
for (const name of withValue) options.set(name, { own: false, name, takes: 'value' });
for (const name of withValues) options.set(name, { own: false, name, takes: 'values' });
for (const name of ownWithValue) options.set(name, { own: true, name, takes: 'value' });
for (const name of ownFlags) options.set(name, { own: true, name, takes: 'nothing' });

/** The option a token names, and the value joined to it (`--model=x`, `-mx`, `-m=x`); null where it is not known. */
export function optionOf(token: string): { option: Option | null; inline: string | null } {
  if (token.startsWith('--')) {
    const equals = token.indexOf('=');
    const name = equals === -1 ? token.slice(2) : token.slice(2, equals);
    const inline = equals === -1 ? null : token.slice(equals + 1);
    return { option: options.get(aliases[name] ?? name) ?? null, inline };
  }
  const name = short[token.charAt(1)];
  const option = (name && options.get(name)) || null;
  const rest = token.slice(2);
  if (rest === '' || option === null || option.takes === 'nothing') return { option, inline: null };
  return { option, inline: rest.startsWith('=') ? rest.slice(1) : rest };
}
