/** Tokens and dollars of one run. */
import { describe, expect, it } from 'vitest';
import { noUsage } from '../schema/index.ts';
import { costOf } from './cost.ts';
import { ownUsage } from './own-usage.ts';

const usage = (inputTokens: number) => ({ ...noUsage, inputTokens });
const facts = { threadId: null, failed: null, threadUsage: usage(27_000), rolloutUsage: usage(9_000) };
const relayed = { calls: 0, usage: noUsage, lastError: null };

describe("a run's own tokens", () => {
  it("are the relay's sum where it saw the calls", () => {
    expect(ownUsage({ ...relayed, calls: 2, usage: usage(5) }, facts, true)).toEqual(usage(5));
  });

  it("are the rollout's sum where no relay was", () => {
    expect(ownUsage(relayed, facts, true)).toEqual(usage(9_000));
  });

  it("are Codex's own figure for a new thread alone, since that is the total of the thread", () => {
    const withoutRollout = { ...facts, rolloutUsage: null };
    expect(ownUsage(relayed, withoutRollout, false)).toEqual(usage(27_000));
    expect(ownUsage(relayed, withoutRollout, true)).toEqual(noUsage);
    expect(ownUsage(relayed, { ...withoutRollout, threadUsage: null }, false)).toEqual(noUsage);
  });
});

describe('dollars', () => {
  const question = { model: 'gpt-5', usage: usage(1_000_000), referenceModel: 'gpt-5', succeeded: true };

  it('are spent on cloud', async () => {
    const { costUsd, costAvoidedUsd } = await costOf({ ...question, route: 'cloud' });
    expect(costUsd).toBeCloseTo(1.25);
    expect(costAvoidedUsd).toBeNull();
  });

  it('are saved on local by a run that did its task, as the reference model would have cost', async () => {
    const saved = await costOf({ ...question, route: 'local', model: 'qwen' });
    expect(saved.costUsd).toBe(0);
    expect(saved.costAvoidedUsd).toBeCloseTo(1.25);
    expect(await costOf({ ...question, route: 'local', succeeded: false })).toEqual({
      costUsd: 0,
      costAvoidedUsd: 0,
    });
  });

  it('are unknown for a model that is not known', async () => {
    for (const model of [null, 'of-my-own']) {
      expect((await costOf({ ...question, route: 'cloud', model })).costUsd).toBeNull();
    }
  });
});
