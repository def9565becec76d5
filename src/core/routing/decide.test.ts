/** Which route a run takes: every line of the order, and what contradicts itself. */
import { describe, expect, it } from 'vitest';
import { parseExecArguments } from '../codex/index.ts';
import type { RouteRule, RoutingTable, Run } from '../schema/index.ts';
import { decideRoute } from './decide.ts';

const rule = (more: Partial<RouteRule> = {}): RouteRule => ({
  route: 'local',
  escalate: true,
  verify: null,
  ...more,
});
const table: RoutingTable = {
  rename: rule(),
  stays: rule({ escalate: false }),
  hard: rule({ route: 'cloud' }),
};
const thread = (more: Partial<Run>): Run => ({ route: 'local', mode: 'lean', ...more }) as Run;
const decide = (
  tokens: readonly string[],
  more: { thread?: Run | null; localMode?: 'lean' | 'stock' } = {},
) =>
  decideRoute({
    args: parseExecArguments([], [...tokens, 'hi']),
    table,
    localMode: more.localMode ?? 'lean',
    thread: more.thread ?? null,
  });

describe('the route of a new run', () => {
  it.each<[string[], 'lean' | 'stock' | 'cloud', string]>([
    [['--local-only'], 'lean', '--local-only'],
    [['--local-only', '--task', 'hard'], 'lean', '--local-only'],
    [['--local-only', '--route', 'auto'], 'lean', '--local-only'],
    [['--route', 'local', '--task', 'hard'], 'lean', '--route local'],
    [['--route', 'cloud', '--task', 'rename'], 'cloud', '--route cloud'],
    [['--oss', '--task', 'hard'], 'stock', '--oss asks for a local model'],
    [['--runtime', 'http://127.0.0.1:1/v1'], 'lean', '--runtime names a local runtime'],
    [
      ['--runtime', 'http://127.0.0.1:1/v1', '--task', 'hard'],
      'cloud',
      'the routing table sends "hard" to cloud',
    ],
    [[], 'cloud', 'no task class was given'],
    [['--task', 'unheard'], 'cloud', '"unheard" is not in the routing table'],
    [['--task', 'constructor'], 'cloud', '"constructor" is not in the routing table'],
    [['--task', 'hard'], 'cloud', 'the routing table sends "hard" to cloud'],
    [['--task', 'rename'], 'lean', 'the routing table sends "rename" to local'],
    [['review', '--uncommitted', '--task', 'rename'], 'lean', 'the routing table sends "rename" to local'],
    [['--task', 'rename', '-p', 'work'], 'cloud', '--profile work'],
    [['--task', 'rename', '-c', 'model_provider="x"'], 'cloud', '-c model_provider chooses a provider'],
    [['--task', 'rename', '-c', 'model_providers.x.name="x"'], 'cloud', 'chooses a provider'],
    [['--task', 'rename', '--search'], 'cloud', '--search needs the cloud'],
    [['--task', 'rename', '--cyber-access-program', 'standard'], 'cloud', 'program of OpenAI'],
  ])('with %j is %s: %s', (tokens, mode, reason) => {
    const decision = decide(tokens);
    expect(decision.mode).toBe(mode);
    expect(decision.route).toBe(mode === 'cloud' ? 'cloud' : 'local');
    expect(decision.reason).toContain(reason);
  });

  it('is stock where the settings say so', () => {
    expect(decide(['--route', 'local'], { localMode: 'stock' }).mode).toBe('stock');
    expect(decide(['--task', 'rename', '-p', 'work'], { localMode: 'stock' }).route).toBe('local');
    expect(decide(['--task', 'rename', '-c', 'model_provider="x"'], { localMode: 'stock' }).route).toBe(
      'cloud',
    );
  });

  it('remembers what was asked for', () => {
    expect(decide([]).requested).toBe('auto');
    expect(decide(['--route', 'auto']).requested).toBe('auto');
    expect(decide(['--local-only']).requested).toBe('local');
    expect(decide(['--route', 'cloud']).requested).toBe('cloud');
  });
});

describe('going to cloud after all', () => {
  it('before the run is only for a route that the table chose', () => {
    expect(decide(['--task', 'rename']).mayGoToCloud).toBe(true);
    for (const tokens of [['--route', 'local'], ['--oss'], ['--runtime', 'http://x/v1'], ['--local-only']]) {
      expect(decide([...tokens, '--task', 'rename']).mayGoToCloud).toBe(tokens[0] === '--runtime');
    }
  });

  it('after the run is for known classes that allow it', () => {
    expect(decide(['--task', 'rename']).escalate).toBe(true);
    expect(decide(['--task', 'rename', '--route', 'local']).escalate).toBe(true);
    expect(decide(['--task', 'stays']).escalate).toBe(false);
    expect(decide(['--route', 'local']).escalate).toBe(false);
    expect(decide(['--task', 'unheard', '--route', 'local']).escalate).toBe(false);
  });

  it('is never for --local-only, nor for --oss, whose second attempt would be local again', () => {
    for (const option of ['--local-only', '--oss']) {
      expect(decide(['--task', 'rename', option])).toMatchObject({ escalate: false, mayGoToCloud: false });
    }
  });
});

describe('a thread that is resumed or forked', () => {
  it.each<[string[], Run | null, 'lean' | 'stock' | 'cloud', string]>([
    [['resume', 'id'], thread({ mode: 'stock' }), 'stock', 'id began on local'],
    [['fork', 'id'], thread({}), 'lean', 'id began on local'],
    [['resume', '--last', '--task', 'hard'], thread({}), 'lean', 'the last thread began on local'],
    [
      ['resume', 'id', '--task', 'rename'],
      thread({ route: 'cloud', mode: 'cloud' }),
      'cloud',
      'id began on cloud',
    ],
    [['resume', 'id', '--route', 'auto'], thread({}), 'lean', 'id began on local'],
    [['resume', 'id'], null, 'cloud', "not a thread of Brainswap's"],
    [['resume', 'id', '--route', 'cloud'], null, 'cloud', "not a thread of Brainswap's"],
    [['resume', 'id', '--oss'], null, 'stock', '--oss asks for a local model'],
  ])('with %j goes on where it began', (tokens, known, mode, reason) => {
    const decision = decide(tokens, { thread: known });
    expect(decision.mode).toBe(mode);
    expect(decision.reason).toContain(reason);
    expect(decision).toMatchObject({ escalate: false, mayGoToCloud: false });
  });

  it.each<[string[], Run | null, string]>([
    [['resume', 'id', '--route', 'cloud'], thread({}), 'Start a new run with --route cloud.'],
    [
      ['resume', 'id', '--local-only'],
      thread({ route: 'cloud', mode: 'cloud' }),
      'Start a new run with --route local.',
    ],
    [['resume', 'id', '--local-only'], null, 'cannot be resumed on local'],
    [['fork', 'id', '--route', 'local'], null, 'cannot be forked on local'],
  ])('with %j is refused another one', (tokens, known, words) => {
    expect(() => decide(tokens, { thread: known })).toThrow(
      expect.objectContaining({ code: 'refused_combination', message: expect.stringContaining(words) }),
    );
  });
});
