/** A local run writes to stdout what Codex itself writes on the same script, byte for byte but for ids and times. */
import { describe, expect } from 'vitest';
import { work } from '../support/arguments.ts';
import { emptyWorkspace, repeatDirectly } from '../support/direct.ts';
import { it } from '../support/it.ts';
import { jsonLines, withoutIdsAndTimes } from '../support/lines.ts';
import { recordCodex } from '../support/shim.ts';

/** Work, talk, refused calls, and every kind of failure that Codex does not retry for long. */
const scenarios = [
  'hello',
  'markdown',
  'reasoning',
  'recover',
  'patch',
  'unicode',
  'sandbox-write',
  'bad-json-arguments',
  'unknown-tool',
  'quick',
  'no-usage',
  'empty',
  'only-deltas',
  'malformed-event',
  'incomplete',
  'response-failed-context',
  'cut-once',
  'http-401',
  'http-400-tools',
  'http-400-context',
];

const prompt = (scenario: string) =>
  scenario === 'hello'
    ? 'Create hello.txt containing: hi. Then stop.'
    : `Play the scenario [rehearsal:${scenario}]`;

describe('stdout of a local run, against Codex without Brainswap', () => {
  it.for(scenarios)('is the same with --json: %s', async (scenario, { place, runtime }) => {
    const shim = recordCodex(place);
    const args = ['exec', '--json', '--route', 'local', '--runtime', runtime.url, ...work, prompt(scenario)];

    const ours = await place.brainswap(args);
    emptyWorkspace(place);
    const direct = await repeatDirectly(place, shim, runtime);

    expect(jsonLines(direct.stdout).length).toBeGreaterThan(2);
    expect(withoutIdsAndTimes(ours.stdout)).toBe(withoutIdsAndTimes(direct.stdout));
    expect([ours.exitCode, ours.signal]).toEqual([direct.exitCode, direct.signal]);
  });

  it.for(['hello', 'patch', 'http-401'])(
    'is the same without --json: %s',
    async (scenario, { place, runtime }) => {
      const shim = recordCodex(place);
      const args = ['exec', '--route', 'local', '--runtime', runtime.url, ...work, prompt(scenario)];

      const ours = await place.brainswap(args);
      emptyWorkspace(place);
      const direct = await repeatDirectly(place, shim, runtime);

      expect(withoutIdsAndTimes(ours.stdout)).toBe(withoutIdsAndTimes(direct.stdout));
      expect(ours.exitCode).toBe(direct.exitCode);
      const codexWords = ours.stderr.split('\n').filter((line) => !line.startsWith('brainswap: '));
      expect(withoutIdsAndTimes(codexWords.join('\n'))).toBe(withoutIdsAndTimes(direct.stderr));
    },
  );
});
