/** One timeline from recorded sources, in every order in which they may arrive. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody, NewEvent } from '../../../schema/index.ts';
import { jsonEvents, type Recording, recordings, rolloutEvents } from '../fixtures/read-fixture.ts';
import { createTimelineMerger } from './timeline-merger.ts';

/** What is on screen after all events: the last of each key, and everything without one. */
function screen(events: NewEvent[]): NewEvent[] {
  const merger = createTimelineMerger();
  const shown = new Map<string | symbol, NewEvent>();
  for (const event of events.flatMap((one) => merger.add(one))) shown.set(event.key ?? Symbol(), event);
  return [...shown.values()];
}

/** The facts alone: keys differ with the order of arrival, by design. */
function facts(events: NewEvent[]): string[] {
  return screen(events)
    .map(({ key: _, ...fact }) => JSON.stringify(fact))
    .sort();
}

/** Mixes sources by a list of choices, each keeping its own order. */
function interleave(sources: NewEvent[][], choices: number[]): NewEvent[] {
  const queues = sources.map((source) => [...source]);
  const mixed: NewEvent[] = [];
  for (const choice of choices) {
    const event = queues[choice % queues.length]?.shift();
    if (event) mixed.push(event);
  }
  return [...mixed, ...queues.flat()];
}

/** The relay's records of a run with as many answered calls as the rollout counted, and one that failed. */
function relayEvents(recording: Recording): NewEvent[] {
  const calls = rolloutEvents(recording, 'hidden').filter(({ body }) => body.type === 'model_call').length;
  return Array.from({ length: calls + 1 }, (_, index) => {
    const call = (phase: 'waiting' | 'streaming' | 'completed' | 'failed'): NewEvent => ({
      at: 1_000 + index,
      source: 'bridge',
      key: `call_${index + 1}`,
      body: {
        type: 'model_call',
        call: index + 1,
        phase,
        requestBytes: 4_000,
        responseBytes: 100,
        status: 200,
        firstTokenMs: 5,
        durationMs: 9,
        tokensPerSecond: null,
        usage: null,
        error: null,
      },
    });
    return [call('waiting'), call('streaming'), call(index === 1 ? 'failed' : 'completed')];
  }).flat();
}

const ofType = <Type extends EventBody['type']>(events: NewEvent[], type: Type) =>
  events.flatMap(({ body }) => (body.type === type ? [body as Extract<EventBody, { type: Type }>] : []));

describe('createTimelineMerger', () => {
  it.each(recordings)('ends with the same facts for every interleaving of %s', (recording) => {
    for (const scope of ['hidden', 'complete'] as const) {
      const sources = [jsonEvents(recording), rolloutEvents(recording, scope), relayEvents(recording)];
      const expected = facts(sources.flat());
      fc.assert(
        fc.property(fc.array(fc.nat(2), { maxLength: sources.flat().length }), (choices) => {
          expect(facts(interleave(sources, choices))).toEqual(expected);
        }),
        { numRuns: 60 },
      );
    }
  });

  it.each(recordings)('shows as many facts of %s as the source that tells most', (recording) => {
    const json = jsonEvents(recording);
    const count = (events: NewEvent[], type: EventBody['type']) => ofType(screen(events), type).length;
    for (const scope of ['hidden', 'complete'] as const) {
      const rollout = rolloutEvents(recording, scope);
      const types = new Set([...rollout, ...json].map(({ body }) => body.type));
      for (const both of [
        [...rollout, ...json],
        [...json, ...rollout],
        interleave([json, rollout], [0, 1, 1, 0]),
      ]) {
        for (const type of types) {
          // Raw reasoning stands beside its summary: the rollout tells two facts where the JSON lines tell one.
          if (type === 'reasoning') continue;
          expect(count(both, type), type).toBe(Math.max(count(json, type), count(rollout, type)));
        }
      }
    }
  });

  it('shows the JSON lines alone just as they are', () => {
    for (const recording of recordings) {
      const merger = createTimelineMerger();
      const shown = jsonEvents(recording).flatMap((event) => merger.add(event));
      expect(shown).toEqual(jsonEvents(recording));
    }
  });

  it('puts the diff of the rollout into the file change of the JSON lines', () => {
    const events = screen([...jsonEvents('work'), ...rolloutEvents('work', 'hidden')]);
    const shown = events.filter(({ body }) => body.type === 'file_change');
    expect(shown.map(({ key, source }) => `${source} ${key}`)).toEqual([
      'codex item_6',
      'codex item_7',
      'codex item_8',
    ]);
    const diffs = ofType(shown, 'file_change').flatMap(({ changes }) => changes.map(({ diff }) => diff));
    expect(diffs).toHaveLength(4);
    expect(diffs.every((diff) => diff?.startsWith('@@'))).toBe(true);
  });

  it('gives each of several equal commands its own output and a duration', () => {
    const json = jsonEvents('parallel');
    const events = screen([...rolloutEvents('parallel', 'hidden'), ...json]);
    const outputs = (list: NewEvent[]) =>
      ofType(list, 'command').flatMap((body) => (body.status === 'in_progress' ? [] : [body.output]));
    expect(outputs(events).sort()).toEqual([...outputs(json), ''].sort());
    expect(ofType(events, 'command').every((body) => body.durationMs !== null)).toBe(true);
  });

  it('ends commands that the JSON lines left open when Codex was interrupted', () => {
    const events = screen([...jsonEvents('interrupted'), ...rolloutEvents('interrupted', 'hidden')]);
    expect(ofType(events, 'command').map(({ status, exitCode }) => [status, exitCode])).toEqual([
      ['failed', -1],
      ['failed', -1],
    ]);
  });

  it('adds the tokens of the rollout to the relay’s record, past a failed call', () => {
    const events = screen([...relayEvents('compacted'), ...rolloutEvents('compacted', 'hidden')]);
    const calls = ofType(events, 'model_call').map(({ phase, usage }) => [phase, usage?.inputTokens ?? null]);
    expect(calls).toEqual([
      ['completed', 23_000],
      ['failed', null],
      ['completed', 1_000],
      ['completed', 1_000],
      ['completed', 1_000],
    ]);
  });

  it('passes on what only one source tells, and Brainswap’s own events', () => {
    const merger = createTimelineMerger();
    const note: NewEvent = { at: 1, source: 'brainswap', key: null, body: { type: 'note', message: 'x' } };
    const warning: NewEvent = {
      at: 1,
      source: 'codex',
      key: 'item_0',
      body: { type: 'warning', message: 'x' },
    };
    expect(merger.add(note)).toEqual([note]);
    expect(merger.add(warning)).toEqual([warning]);
    expect(merger.add(note)).toEqual([note]);
  });
});
