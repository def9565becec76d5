/** Which scenario and which turn answer a request. */
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../responses/conversation.ts';
import { choose, chooseScenario, fill } from './choose.ts';
import { parseScript } from './load.ts';

const scenarios = parseScript(
  `scenarios:
  - name: default
    about: For the rest.
    turns: [{ items: [{ say: default }] }]
    compaction: { items: [{ say: summary }] }
  - name: by-text
    about: By a plain text.
    prompt: 'a.b (c)'
    turns:
      - items: [{ say: one }]
      - either:
          - if: { output: '/id (\\d+)/' }
            items: [{ say: 'found {{1}}' }]
          - if: { output_lacks: fine, attempt: 2 }
            items: [{ say: second try }]
  - name: by-pattern
    about: By a regular expression.
    prompt: /^do (this|that)$/i
    after: loop
    turns: [{ items: [{ say: odd }] }, { items: [{ say: even }] }]
  - { name: two, about: On the runtime., on: runtime, turns: [{ items: [{ say: local }] }] }
  - { name: two, about: On the cloud., on: cloud, after: repeat_last, turns: [{ items: [{ say: cloud }] }] }
`,
  'test.yaml',
);

function said(at: Partial<Conversation>, standIn: 'runtime' | 'cloud' = 'runtime', attempt = 1): string {
  const whole: Conversation = {
    prompt: '',
    turn: 1,
    output: '',
    compaction: false,
    wantsJson: false,
    key: 'k',
    ...at,
  };
  const { alternative, values } = choose(scenarios, whole, standIn, attempt);
  return fill(alternative.items?.[0]?.say ?? '', values);
}

describe('a scenario', () => {
  it('is found by a text, taken literally', () => {
    expect(said({ prompt: 'please a.b (c) now' })).toBe('one');
    expect(said({ prompt: 'please axb (c) now' })).toBe('default');
  });

  it('is found by a regular expression', () => {
    expect(said({ prompt: 'DO THAT' })).toBe('odd');
  });

  it('is found by its name before anything else', () => {
    expect(chooseScenario(scenarios, 'a.b (c) [rehearsal:by-pattern]', 'runtime')?.name).toBe('by-pattern');
  });

  it('differs by stand-in', () => {
    expect(said({ prompt: '[rehearsal:two]' }, 'runtime')).toBe('local');
    expect(said({ prompt: '[rehearsal:two]' }, 'cloud')).toBe('cloud');
  });

  it('that does not exist is answered in words', () => {
    expect(said({ prompt: '[rehearsal:nope]' })).toContain('no scenario of that name');
  });
});

describe('a turn', () => {
  it('takes the first alternative that fits, with the groups it found', () => {
    expect(said({ prompt: 'a.b (c)', turn: 2, output: 'session id 17' })).toBe('found 17');
  });

  it('may depend on what the output lacks and on the attempt', () => {
    expect(said({ prompt: 'a.b (c)', turn: 2, output: 'bad' }, 'runtime', 2)).toBe('second try');
  });

  it('that nobody foresaw is answered with what was seen', () => {
    expect(said({ prompt: 'a.b (c)', turn: 2, output: 'all fine' })).toContain(
      'did not expect this at turn 2',
    );
  });

  it('after the last one ends the rehearsal, repeats, or begins again', () => {
    expect(said({ prompt: 'a.b (c)', turn: 3 })).toContain('end of this rehearsal');
    expect(said({ prompt: '[rehearsal:two]', turn: 9 }, 'cloud')).toBe('cloud');
    expect([1, 2, 3, 4].map((turn) => said({ prompt: 'do this', turn }))).toEqual([
      'odd',
      'even',
      'odd',
      'even',
    ]);
  });

  it('of a compaction comes from the default scenario', () => {
    expect(said({ prompt: 'do this', compaction: true })).toBe('summary');
  });
});

describe('placeholders', () => {
  it('stay as they are when nobody knows them', () => {
    expect(fill('{{a}} {{b}}', { a: 'x' })).toBe('x {{b}}');
  });
});
