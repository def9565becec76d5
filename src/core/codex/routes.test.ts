/** The arguments of stock and cloud runs, and combinations that contradict themselves. */
import { describe, expect, it } from 'vitest';
import { parseExecArguments } from './exec-arguments.ts';
import { refuseContradictions } from './refusals.ts';
import { cloudArguments } from './route-cloud.ts';
import { stockArguments, stockEnvironment } from './route-stock.ts';

const parse = (...tokens: string[]) => parseExecArguments([], tokens);

describe('a stock run', () => {
  const stock = (...tokens: string[]) =>
    stockArguments(parse(...tokens), { model: 'qwen3', contextLength: 8192, user: {} });

  it('is what a person would type, with the window and an end to retries', () => {
    expect(stock('--json', 'hi')).toEqual([
      'exec',
      '--oss',
      '--local-provider',
      'lmstudio',
      '-m',
      'qwen3',
      '-c',
      'model_context_window=8192',
      '--disable',
      'unbounded_connection_retries',
      '-c',
      'shell_environment_policy.exclude=["CODEX_OSS_BASE_URL"]',
      '--json',
      'hi',
    ]);
  });

  it('says nothing twice that the caller has said', () => {
    const said = [
      ...['--oss', '--local-provider', 'lmstudio', '-m', 'mine'],
      ...['-c', 'model_context_window=9', '-c', 'features.unbounded_connection_retries=true'],
      ...['-c', 'shell_environment_policy.exclude=[]', 'hi'],
    ];
    expect(stock(...said)).toEqual(['exec', ...said]);
  });

  it('hides its address from commands together with what the user hides, save in a profile', () => {
    const user = { shell_environment_policy: { exclude: ['AWS_*'] } };
    const options = { model: 'qwen3', contextLength: 8192, user };
    expect(stockArguments(parse('hi'), options)).toContain(
      'shell_environment_policy.exclude=["AWS_*","CODEX_OSS_BASE_URL"]',
    );
    expect(stockArguments(parse('-p', 'work', 'hi'), options).join(' ')).not.toContain('shell_environment');
  });

  it('gets its address with the token by environment', () => {
    expect(stockEnvironment('http://127.0.0.1:1/t/x/v1')).toEqual({
      CODEX_OSS_BASE_URL: 'http://127.0.0.1:1/t/x/v1',
    });
  });
});

describe('a cloud run', () => {
  const none = { baseUrl: null, model: null, apiKeyEnv: null };
  const provider = { baseUrl: 'https://gateway/v1', model: 'gpt', apiKeyEnv: 'MY_KEY' };

  it('is exactly what the caller typed when the settings name no provider', () => {
    const args = parseExecArguments(['-c', 'a=1'], ['--task', 'rename', '--json', '-p', 'work', 'hi']);
    expect(cloudArguments(args, none)).toEqual(['-c', 'a=1', 'exec', '--json', '-p', 'work', 'hi']);
  });

  it('takes the provider of the settings, its key by the name of a variable', () => {
    expect(cloudArguments(parse('hi'), provider)).toEqual([
      'exec',
      '-c',
      'model_providers.brainswap_cloud={name="Brainswap cloud",base_url="https://gateway/v1",wire_api="responses",env_key="MY_KEY"}',
      '-c',
      'model_provider="brainswap_cloud"',
      '-m',
      'gpt',
      'hi',
    ]);
  });

  it('lets the caller choose provider and model', () => {
    const said = ['-c', 'model_provider="mine"', '-m', 'm', 'hi'];
    expect(cloudArguments(parse(...said), provider)).toEqual(['exec', ...said]);
    expect(cloudArguments(parse('-c', 'model="m"', 'hi'), provider)).not.toContain('-m');
  });
});

describe('contradictions', () => {
  it.each([
    [['--local-only', '--route', 'cloud'], '--local-only and --route cloud contradict each other.'],
    [['--oss', '--route', 'cloud'], '--oss asks for a local model'],
    [['--local-provider', 'lmstudio', '--route', 'cloud'], '--oss asks for a local model'],
    [['--runtime', 'http://127.0.0.1:1/v1', '--route', 'cloud'], '--route cloud does not use it'],
    [['--oss', '--local-provider', 'ollama'], 'Use --runtime with its base URL instead'],
  ])('%j are refused in words', (tokens, words) => {
    expect(() => refuseContradictions(parse(...tokens, 'hi'))).toThrow(
      expect.objectContaining({ code: 'refused_combination', message: expect.stringContaining(words) }),
    );
  });

  it.each([
    [['--local-only', '--route', 'local']],
    [['--oss', '--local-provider', 'lmstudio']],
    [['--route', 'auto']],
  ])('%j are none', (tokens) => {
    expect(() => refuseContradictions(parse(...tokens, 'hi'))).not.toThrow();
  });
});
