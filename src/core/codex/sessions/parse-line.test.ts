/** Reading rollout lines: what we know, what we do not, what is broken. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedLines, recordings } from './fixtures/read-fixture.ts';
import { parseRolloutLine } from './parse-line.ts';

const line = (type: string, payload: unknown) =>
  JSON.stringify({ timestamp: '2026-11-22T16:25:08.846Z', ordinal: 7, type, payload });

describe('parseRolloutLine', () => {
  it.each(recordings)('knows every line of the recording %s', (recording) => {
    const parsed = parsedLines(recording);
    expect(parsed.length).toBeGreaterThan(10);
    const odd = parsed.filter(({ outcome }) => outcome === 'unknown' || outcome === 'malformed');
    expect(odd).toEqual([]);
  });

  it('names what it does not know', () => {
    expect(parseRolloutLine(line('new_thing', {}), 1)).toEqual({ outcome: 'unknown', kind: 'new_thing' });
    expect(parseRolloutLine(line('event_msg', { type: 'news' }), 1)).toEqual({
      outcome: 'unknown',
      kind: 'event_msg/news',
    });
    expect(
      parseRolloutLine(line('event_msg', { type: 'item_completed', item: { type: 'Sleep' } }), 1),
    ).toEqual({
      outcome: 'unknown',
      kind: 'event_msg/item_completed/Sleep',
    });
    expect(parseRolloutLine(line('toString', {}), 1)).toEqual({ outcome: 'unknown', kind: 'toString' });
  });

  it('calls broken what has a known type and another shape', () => {
    const broken = [
      '',
      '{"timestamp":',
      '[]',
      'null',
      line('token_usage_record', { usage: { input_tokens: 'many' } }),
      line('event_msg', {
        type: 'item_completed',
        item: { type: 'CommandExecution', id: 'x', command: 'ls' },
      }),
      line('event_msg', { type: 'item_completed' }),
      line('compacted', 7),
      JSON.stringify({ timestamp: 'yesterday', type: 'compacted', payload: {} }),
    ];
    for (const text of broken)
      expect(parseRolloutLine(text, 1), text).toMatchObject({ outcome: 'malformed' });
  });

  it('takes the line number where there is no ordinal', () => {
    const text = JSON.stringify({ timestamp: '2026-01-01T00:00:00Z', type: 'compacted', payload: {} });
    expect(parseRolloutLine(text, 42)).toMatchObject({ line: { ordinal: 42, at: Date.UTC(2026, 0, 1) } });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, type) => {
        expect(parseRolloutLine(json, 0).outcome).not.toBe('line');
        expect(typeof parseRolloutLine(line(type, JSON.parse(json)), 0).outcome).toBe('string');
      }),
    );
  });
});
