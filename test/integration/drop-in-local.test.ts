/** A local run writes to stdout what Codex itself writes on the same script, byte for byte but for ids and times. */
import { describe, expect } from 'vitest';
import { localJson, work } from '../support/arguments.ts';
import { emptyWorkspace, repeatDirectly } from '../support/direct.ts';
import { it } from '../support/it.ts';
import { jsonLines, withoutIdsAndTimes, withoutTokens } from '../support/lines.ts';
import { recordCodex } from '../support/shim.ts';

/** Work, talk, refused calls, and every kind of failure that Codex does not retry for long. */
const scenarios = [
  'hello',
  'reasoning',
  'recover',
  'patch',
  'unicode',
  'sandbox-write',
  'bad-json-arguments',
  'unknown-tool',
  'quick',
  'empty',
  'malformed-event',
  'incomplete',
  'response-failed-context',
  'cut-once',
  'http-401',
  'http-400-tools',
];

const prompt = (scenario: string) =>
  scenario === 'hello'
    ? 'Create hello.txt containing: hi. Then stop.'
    : `Play the scenario [rehearsal:${scenario}]`;

const comparable = (text: string) => withoutTokens(withoutIdsAndTimes(text));

describe('stdout of a local run, against Codex without Brainswap', () => {
  it.for(scenarios)('is the same with --json: %s', async (scenario, { place, runtime }) => {
    const shim = recordCodex(place);
    const args = ['exec', '--json', '--route', 'local', '--runtime', runtime.url, ...work, prompt(scenario)];

    const ours = await place.brainswap(args);
    emptyWorkspace(place);
    const direct = await repeatDirectly(place, shim, runtime);

    expect(jsonLines(direct.stdout).length).toBeGreaterThan(2);
    expect(comparable(ours.stdout)).toBe(comparable(direct.stdout));
    expect([ours.exitCode, ours.signal]).toEqual([direct.exitCode, direct.signal]);
  });

  it('has the same token counts, where no command took its time', async ({ place, runtime }) => {
    const shim = recordCodex(place);

    const ours = await place.brainswap(localJson(runtime, prompt('markdown')));
    const direct = await repeatDirectly(place, shim, runtime);

    expect(ours.stdout).toContain('"input_tokens":');
    expect(withoutIdsAndTimes(ours.stdout)).toBe(withoutIdsAndTimes(direct.stdout));
  });

  it.for(['hello', 'patch', 'http-401'])(
    'is the same without --json: %s',
    async (scenario, { place, runtime }) => {
      const shim = recordCodex(place);
      const args = ['exec', '--route', 'local', '--runtime', runtime.url, ...work, prompt(scenario)];

      const ours = await place.brainswap(args);
      emptyWorkspace(place);
      const direct = await repeatDirectly(place, shim, runtime);

      expect(comparable(ours.stdout)).toBe(comparable(direct.stdout));
      expect(ours.exitCode).toBe(direct.exitCode);
      const codexWords = ours.stderr.split('\n').filter((line) => !line.startsWith('brainswap: '));
      expect(comparable(codexWords.join('\n'))).toBe(comparable(direct.stderr));
    },
  );
});
