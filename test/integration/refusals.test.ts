/** What contradicts itself is refused before anything is started: exit code 2, words, nothing on stdout. */
import { describe, expect } from 'vitest';
import { it } from '../support/it.ts';
import { recordCodex } from '../support/shim.ts';

const url = 'http://127.0.0.1:9/v1';
const refused: [args: string[], words: string][] = [
  [['exec', '--local-only', '--route', 'cloud', 'x'], '--local-only and --route cloud contradict'],
  [['exec', '--oss', '--route', 'cloud', 'x'], '--oss asks for a local model'],
  [['exec', '--runtime', url, '--route', 'cloud', 'x'], '--route cloud does not use it'],
  [['exec', '--oss', '--local-provider', 'ollama', 'x'], '--local-provider ollama'],
  [['exec', '--route', 'local', '--runtime', url, '-p', 'work', 'x'], '--profile work'],
  [['exec', '--route', 'local', '--runtime', url, '-c', 'model_provider="mine"', 'x'], '-c model_provider'],
  [
    ['-c', 'model_providers.a.name="b"', 'exec', '--route', 'local', '--runtime', url, 'x'],
    '-c model_providers',
  ],
  [['exec', '--route', 'nowhere', 'x'], '--route is local, cloud or auto, not nowhere'],
  [['exec', '--route'], '--route needs'],
  [['exec', '--task'], '--task needs a task class'],
  [['exec', '--task=', 'x'], '--task needs a task class'],
  [['exec', '--verify', '', 'x'], '--verify needs a command'],
  [['exec', '--local-only=yes', 'x'], '--local-only takes no value'],
  [['exec', '--runtime', 'localhost:1234', 'x'], 'is not an http or https URL'],
  [
    ['exec', '--route', 'local', 'resume', '00000000-0000-7000-8000-000000000000', 'x'],
    'cannot be resumed on local',
  ],
];

describe('a contradiction', () => {
  it.for(refused)('is refused: brainswap %o', async ([args, words], { place }) => {
    const shim = recordCodex(place);

    const ended = await place.brainswap(args);

    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^brainswap: /);
    expect(ended.stderr).toContain(words);
    expect(shim.calls()).toEqual([]);
  });
});

describe('help', () => {
  it('is that of Codex, with our options behind it', async ({ place }) => {
    const direct = await place.codex(['exec', '--help']);

    const ended = await place.brainswap(['exec', '--help']);

    expect(ended.exitCode).toBe(0);
    expect(ended.stdout.startsWith(direct.stdout)).toBe(true);
    for (const option of ['--task', '--route', '--verify', '--local-only', '--runtime', '--all-attempts']) {
      expect(ended.stdout.slice(direct.stdout.length)).toContain(option);
    }
  });

  it.for([['--version'], ['-V']])('exec %s is that of Codex', async (args, { place }) => {
    const direct = await place.codex(['exec', ...args]);
    const ended = await place.brainswap(['exec', ...args]);

    expect([ended.stdout, ended.exitCode]).toEqual([direct.stdout, direct.exitCode]);
  });
});
