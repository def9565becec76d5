/** The options of `codex exec` (0.169.0, `codex exec --help`) and our own: which take a value. */

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
] as const;
const withValues = ['image'] as const;
const oursWithValue = ['task', 'route', 'verify', 'runtime'] as const;
const ourFlags = ['local-only', 'all-attempts'] as const;

export type OptionName =
  | (typeof flags)[number]
  | (typeof withValue)[number]
  | (typeof withValues)[number]
  | (typeof oursWithValue)[number]
  | (typeof ourFlags)[number];

export interface Option {
  name: OptionName;
  takes: 'nothing' | 'value' | 'values';
  ours: boolean;
}

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
const add = (names: readonly OptionName[], takes: Option['takes'], ours: boolean) => {
  for (const name of names) options.set(name, { name, takes, ours });
};
add(flags, 'nothing', false);
add(withValue, 'value', false);
add(withValues, 'values', false);
add(oursWithValue, 'value', true);
add(ourFlags, 'nothing', true);

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
  if (token.length === 2 || option === null) return { option, inline: null };
  const rest = token.slice(2);
  return { option, inline: option.takes === 'nothing' ? null : rest.startsWith('=') ? rest.slice(1) : rest };
}
