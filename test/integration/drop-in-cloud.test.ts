/** On the cloud route with the user's own configuration Brainswap changes nothing at all about Codex. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { modelCalls, useOwnCloud, work } from '../support/arguments.ts';
import { emptyWorkspace } from '../support/direct.ts';
import { it } from '../support/it.ts';
import { withoutIdsAndTimes, withoutTokens } from '../support/lines.ts';
import { recordCodex } from '../support/shim.ts';

/** Ways to call `codex exec`, of which some are mistakes: those must read the same too. */
const calls: [what: string, args: string[]][] = [
  ['work, as JSON', ['exec', '--json', ...work, 'Do [rehearsal:recover]']],
  ['work, as text', ['exec', ...work, 'Do [rehearsal:patch]']],
  ['the alias e', ['e', '--json', '--skip-git-repo-check', 'Do [rehearsal:quick]']],
  [
    'options before exec',
    ['-c', 'model_reasoning_effort="low"', 'exec', '--json', '--skip-git-repo-check', 'Do [rehearsal:quick]'],
  ],
  ['a prompt behind --', ['exec', '--json', '--skip-git-repo-check', '--', '--route [rehearsal:quick]']],
  [
    'joined values',
    ['exec', '--json', '-mgpt-5.2', '-s=read-only', '--skip-git-repo-check', 'Do [rehearsal:quick]'],
  ],
  ['an ephemeral thread', ['exec', '--json', '--ephemeral', '--skip-git-repo-check', 'Do [rehearsal:quick]']],
  ['reasoning summaries', ['exec', '--json', '--skip-git-repo-check', 'Do [rehearsal:reasoning]']],
  ['a failing server', ['exec', '--json', '--skip-git-repo-check', 'Do [rehearsal:response-failed]']],
  ['a folder that is no git repository', ['exec', '--json', 'Do [rehearsal:quick]']],
  ['a folder that is not there', ['exec', '--json', '-C', 'nowhere', 'Do [rehearsal:quick]']],
  ['an option that Codex does not know', ['exec', '--json', '--frobnicate', 'Do [rehearsal:quick]']],
  ['an option without its value', ['exec', '--json', '-m']],
  ['a sandbox that is none', ['exec', '-s', 'anything', 'Do [rehearsal:quick]']],
  [
    'a model that the cloud has not',
    ['exec', '--json', '-m', 'gpt-0', '--skip-git-repo-check', 'Do [rehearsal:quick]'],
  ],
  ['no prompt at all', ['exec', '--json', '--skip-git-repo-check']],
];

const comparable = (text: string) => withoutTokens(withoutIdsAndTimes(text));

describe('a cloud run, against codex exec with the same arguments', () => {
  it.for(calls)('has the same output, exit code and requests: %s', async ([, args], { place, cloud }) => {
    useOwnCloud(place, cloud);

    const ours = await place.brainswap(args);
    const ourRequests = await modelCalls(cloud);
    emptyWorkspace(place);
    await cloud.reset();
    const direct = await place.codex(args);
    const directRequests = await modelCalls(cloud);

    expect(comparable(ours.stdout)).toBe(comparable(direct.stdout));
    expect([ours.exitCode, ours.signal]).toEqual([direct.exitCode, direct.signal]);
    const codexWords = ours.stderr.replaceAll(/^brainswap: .*\n/gm, '');
    expect(comparable(codexWords)).toBe(comparable(direct.stderr));
    // Same length means same words: what else differs (ids, dates) is of fixed length.
    const sizes = (entries: typeof ourRequests) =>
      entries.map(({ body }) => JSON.stringify(body).replaceAll(/Wall time: [\d.]+/g, '').length);
    expect(sizes(ourRequests)).toEqual(sizes(directRequests));
  });

  it('hands Codex exactly the tokens that are not ours, in their order', async ({ place, cloud }) => {
    useOwnCloud(place, cloud);
    const shim = recordCodex(place);

    await place.brainswap([
      ...['-c', 'model_reasoning_effort="low"', 'exec', '--task', 'rename', '--json', '--verify=true'],
      ...[
        '--some-future-option',
        '--route',
        'cloud',
        '-i',
        'picture.png',
        '--',
        '[rehearsal:quick]',
        '--route',
      ],
    ]);

    expect(shim.calls().map(({ args }) => args)).toEqual([
      [
        ...['-c', 'model_reasoning_effort="low"', 'exec', '--json', '--some-future-option'],
        ...['-i', 'picture.png', '--', '[rehearsal:quick]', '--route'],
      ],
    ]);
  });

  it('writes the last message to -o and passes --output-schema on', async ({ place, cloud }) => {
    useOwnCloud(place, cloud);
    const schema = {
      type: 'object',
      properties: { answer: { type: 'number' } },
      required: ['answer'],
      additionalProperties: false,
    };
    place.file('schema.json', JSON.stringify(schema));

    const ended = await place.brainswap([
      ...['exec', '--json', ...work, '-o', 'out.txt', '--output-schema', 'schema.json', '[rehearsal:json]'],
    ]);

    expect(ended.exitCode).toBe(0);
    expect(JSON.parse(readFileSync(join(place.workspace, 'out.txt'), 'utf8'))).toMatchObject({ answer: 42 });
    const [request] = await modelCalls(cloud);
    expect(request?.body).toMatchObject({ text: { format: { type: 'json_schema', schema } } });
  });
});
