/** The prompt's ways in: as an argument, on standard input, and both. */
import { describe, expect } from 'vitest';
import { modelCalls, useOwnCloud, work } from '../support/arguments.ts';
import { emptyWorkspace } from '../support/direct.ts';
import { it } from '../support/it.ts';
import { withoutIdsAndTimes } from '../support/lines.ts';
import { readRequest, textsOf } from '../support/request.ts';

const quick = 'Say something [rehearsal:quick]';
const bytes = Buffer.concat([Buffer.from(`${quick} naïve 🦊\r\n`), Buffer.from([0xff, 0xfe, 0x0a])]);

const ways: [what: string, args: string[], stdin: string | Uint8Array | undefined][] = [
  ['an argument, nothing on stdin', [quick], undefined],
  ['an argument, and an empty pipe', [quick], ''],
  ['stdin alone', [], `${quick}\n`],
  ['stdin asked for with -', ['-'], `${quick}\nsecond line\n`],
  ['an argument and a piped file', [quick], 'one\ntwo\n'],
  ['an argument and text without a last line feed', [quick], 'one\ntwo'],
  ['an argument that is -, and nothing on stdin', ['-'], ''],
  ['bytes that are not UTF-8', [], bytes],
  ['half a megabyte', [], `${quick}\n${'all work and no play\n'.repeat(25_000)}`],
];

describe('the prompt', () => {
  it.for(ways)('reaches the model as with codex exec: %s', async ([, args, stdin], { place, cloud }) => {
    useOwnCloud(place, cloud);
    const given = stdin === undefined ? {} : { stdin };
    const prompts = async () =>
      (await modelCalls(cloud)).map(({ body }) => textsOf(readRequest(body), 'user').at(-1));

    const ours = await place.brainswap(['exec', '--json', ...work, ...args], given);
    const ourPrompts = await prompts();
    emptyWorkspace(place);
    await cloud.reset();
    const direct = await place.codex(['exec', '--json', ...work, ...args], given);

    expect(ourPrompts).toEqual(await prompts());
    expect(withoutIdsAndTimes(ours.stdout)).toBe(withoutIdsAndTimes(direct.stdout));
    expect(ours.exitCode).toBe(direct.exitCode);
    expect(ours.stderr).toBe(direct.stderr);
    if (ours.exitCode === 0) expect(place.run().prompt).toBe((ourPrompts[0] ?? '').slice(0, 65_536));
  });

  it('reaches a local model too, with a piped file', async ({ place, runtime }) => {
    const args = ['exec', '--json', '--route', 'local', '--runtime', runtime.url, ...work, quick];

    await place.brainswap(args, { stdin: 'one\ntwo\n' });

    const [first] = await modelCalls(runtime);
    const sent = textsOf(readRequest(first?.body), 'user').at(-1);
    expect(sent).toBe(`${quick}\n\n<stdin>\none\ntwo\n</stdin>`);
    expect(place.run().prompt).toBe(sent);
  });
});
