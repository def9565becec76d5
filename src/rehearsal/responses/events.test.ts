/** The event sequence of a streamed response. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace, type ScriptItem } from '../script/schema.ts';
import { outputSteps, responseHead, type StreamEvent, tokenize } from './events.ts';
import { planStream } from './faults.ts';
import { generatedText, type OutputItem, playable } from './items.ts';

const pace = Pace.parse({});

function eventsOf(...script: ScriptItem[]): { events: StreamEvent[]; items: OutputItem[] } {
  const plays = script.map((item) => playable(item, {}));
  const items = plays.flatMap((play) => ('item' in play ? [play.item] : []));
  const head = responseHead('m');
  const { steps } = planStream(head, [...outputSteps(head, plays, pace)], items, null, undefined);
  return { items, events: steps.flatMap((step) => ('event' in step ? [step.event] : [])) };
}

const types = (events: readonly StreamEvent[]) =>
  events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);

describe('the events of an answer', () => {
  it('come in the order of the Responses API for a message', () => {
    expect(types(eventsOf({ say: 'A short message.' }).events)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
  });

  it('come in that order for reasoning and a tool call', () => {
    expect(types(eventsOf({ think: 'Hm.' }, { run: 'ls' }).events)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.reasoning_text.delta',
      'response.reasoning_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
      'response.completed',
    ]);
  });

  it('carry the whole output in the last one', () => {
    const { events, items } = eventsOf({ summary: 'Short.' }, { say: 'Done.' });
    expect(events.at(-1)).toMatchObject({
      type: 'response.completed',
      response: { status: 'completed', output: items },
    });
  });

  it('have deltas that add up to the text, whatever the text', () => {
    const item = fc.record({
      kind: fc.constantFrom('say', 'think', 'summary', 'run'),
      text: fc.string({ unit: 'binary', minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (script) => {
        const { events, items } = eventsOf(...script.map(({ kind, text }): ScriptItem => ({ [kind]: text })));
        const grown = new Map<unknown, string>();
        for (const event of events) {
          if (!event.type.endsWith('.delta')) continue;
          grown.set(event.output_index, (grown.get(event.output_index) ?? '') + String(event.delta));
        }
        for (const [index, one] of items.entries()) {
          expect(grown.get(index)).toBe(one.type === 'function_call' ? one.arguments : generatedText(one));
        }
      }),
    );
  });
});

describe('tokens', () => {
  it('never cut a character, and lose nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const pieces = tokenize(text, size);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => Buffer.from(piece).toString() === piece)).toBe(true);
      }),
    );
  });
});

describe('a patch', () => {
  it('is sent in the one form that Codex turns into a file change', () => {
    const { items } = eventsOf({ patch: '*** Begin Patch\n*** End Patch\n' });
    const [item] = items;
    const args: unknown = item?.type === 'function_call' ? JSON.parse(item.arguments) : null;
    expect(args).toEqual({ cmd: "apply_patch <<'EOF'\n*** Begin Patch\n*** End Patch\nEOF\n" });
  });
});
