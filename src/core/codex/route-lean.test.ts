/** The arguments of a lean run. */
import { describe, expect, it } from 'vitest';
import { parseExecArguments } from './exec-arguments.ts';
import type { UserConfig } from './home.ts';
import { leanArguments } from './route-lean.ts';

const options = {
  relayUrl: 'http://127.0.0.1:4567/v1',
  model: 'qwen3',
  contextLength: 32_768,
  cataloguePath: '/data/a "quoted" folder/catalogue.json',
  user: {} as UserConfig,
};
const lean = (...tokens: string[]) => leanArguments(parseExecArguments([], tokens), options);
/** `-c` overrides by key; those of the caller too. */
function overrides(args: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  args.forEach((token, at) => {
    const said = args[at - 1] === '-c' ? /^([^=]+)=([\s\S]*)$/.exec(token) : null;
    if (said?.[1]) found.set(said[1], [...(found.get(said[1]) ?? []), said[2] ?? '']);
  });
  return found;
}

describe('the arguments of a lean run', () => {
  it("are ours right behind exec and the caller's last, untouched", () => {
    const tokens = ['--json', '-c', 'a=1', 'resume', 'id', 'go on'];
    const args = leanArguments(parseExecArguments(['-c', 'root=1'], tokens), options);
    expect(args.slice(0, 3)).toEqual(['-c', 'root=1', 'exec']);
    expect(args.slice(-tokens.length)).toEqual(tokens);
  });

  it('name our provider, model, window and catalogue, quoted as TOML', () => {
    const args = lean('hi');
    const said = overrides(args);
    expect(said.get('model_provider')).toEqual(['"brainswap"']);
    expect(said.get('model_context_window')).toEqual(['32768']);
    expect(said.get('model_catalog_json')).toEqual(['"/data/a \\"quoted\\" folder/catalogue.json"']);
    expect(args[args.indexOf('-m') + 1]).toBe('qwen3');
    expect(args).toEqual(expect.arrayContaining(['--ignore-user-config', '--ignore-rules']));
  });

  it('hold no secret: the token goes by the name of a variable', () => {
    const provider = overrides(lean('hi')).get('model_providers.brainswap')?.[0] ?? '';
    expect(provider).toContain('env_key="BRAINSWAP_RELAY_TOKEN"');
    expect(provider).not.toContain('bearer');
  });

  it('say each option once, since Codex refuses a second one', () => {
    const args = lean('--ignore-user-config', '--ignore-rules', '-m', 'mine', 'hi');
    for (const option of ['--ignore-user-config', '--ignore-rules', '-m']) {
      expect(args.filter((token) => token === option)).toHaveLength(1);
    }
    expect(args[args.indexOf('-m') + 1]).toBe('mine');
  });
});

describe('what the caller passes to a lean run', () => {
  it.each([
    ['web_search="live"', 'web_search'],
    ['model_context_window=9000', 'model_context_window'],
    ['agents={enabled=true}', 'agents.enabled'],
    ['shell_environment_policy.exclude=["X"]', 'shell_environment_policy.exclude'],
  ])('wins: with -c %s we say nothing of %s', (said, key) => {
    const values = overrides(lean('-c', said, 'hi')).get(key) ?? [];
    expect(values.length).toBe(said.startsWith(`${key}=`) ? 1 : 0);
  });

  it('wins for features in every way of saying them', () => {
    const off = (...tokens: string[]) =>
      lean(...tokens, 'hi').filter((_, at, all) => all[at - 1] === '--disable');
    expect(off()).toContain('goals');
    expect(off('--enable', 'goals')).not.toContain('goals');
    expect(off('-c', 'features.goals=true')).not.toContain('goals');
    expect(off('-c', 'features={goals=true}')).not.toContain('goals');
    expect(off('-c', 'features={goals=true}')).toContain('plugins');
  });

  it('wins for the model by -c as well', () => {
    expect(lean('-c', 'model="mine"', 'hi')).not.toContain('-m');
  });
});

describe('what a lean run cannot honour', () => {
  it.each([
    [['-p', 'work'], 'Leave it out, use --route cloud, or set local.mode to "stock".'],
    [['-c', 'model_provider="openai"'], 'use --runtime URL, or use --route cloud.'],
    [['-c', 'model_providers.x.name="x"'], 'use --runtime URL, or use --route cloud.'],
    [['-c', 'oss_provider="ollama"'], 'use --runtime URL, or use --route cloud.'],
    [['--search'], 'Use --route cloud.'],
    [['--remote', 'unix://x'], 'Use --route cloud.'],
    [['--cyber-access-program', 'standard'], 'Use --route cloud.'],
    [['--oss', 'resume', 'id'], 'Leave it out.'],
  ])('%j is refused, with what to do instead', (tokens, words) => {
    expect(() => lean(...tokens, 'hi')).toThrow(
      expect.objectContaining({
        code: 'refused_combination',
        exitCode: 2,
        message: expect.stringContaining(words),
      }),
    );
  });

  it('is not looked for in a prompt', () => {
    expect(() => lean('--', '--cyber-access-program')).not.toThrow();
  });
});
