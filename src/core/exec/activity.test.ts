/** What a run is doing, in a few words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../schema/index.ts';
import { activityOf } from './activity.ts';

const command = (text: string): EventBody => ({
  type: 'command',
  command: text,
  status: 'in_progress',
  exitCode: null,
  output: '',
  outputBytes: 0,
  durationMs: null,
});
const change = (...paths: string[]): EventBody => ({
  type: 'file_change',
  status: 'completed',
  changes: paths.map((path) => ({ path, kind: 'update' })),
});
const plan = (...done: boolean[]): EventBody => ({
  type: 'plan',
  steps: done.map((one) => ({ text: 'x', done: one })),
});

describe('the activity of a run', () => {
  it.each<[EventBody, string | null]>([
    [command("/bin/bash -lc 'rg -l  x\n| head'"), 'rg -l x | head'],
    [change('/a/b.ts'), 'edit b.ts'],
    [change('/a/b.ts', '/c', '/d'), 'edit b.ts and 2 more'],
    [change(), null],
    [{ type: 'message', text: ' Done.\n\nAll. ' }, 'Done. All.'],
    [{ type: 'reasoning', text: 'secret thoughts', raw: true }, 'thinking'],
    [plan(true, false), 'plan: 1 of 2 done'],
    [plan(true, true), null],
    [plan(), null],
    [{ type: 'web_search', query: 'q' }, 'search q'],
    [{ type: 'compaction' }, 'compacting the context'],
    [{ type: 'verify', status: 'in_progress', command: 'npm test', result: null }, 'verify: npm test'],
    [{ type: 'verify', status: 'completed', command: 'npm test', result: null }, null],
    [{ type: 'stopped', code: 'x', message: 'Stopped.' }, 'Stopped.'],
    [{ type: 'error', message: 'no', fatal: true }, 'no'],
    [{ type: 'turn_started' }, null],
    [{ type: 'other', kind: 'x', raw: '{}' }, null],
  ])('after %j is %j', (body, words) => {
    expect(activityOf(body)).toBe(words);
  });

  it('is one line of at most 120 units, well-formed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2_000 }), (text) => {
        const words = activityOf({ type: 'message', text }) ?? '';
        expect(words.length).toBeLessThanOrEqual(120);
        expect(words.isWellFormed()).toBe(true);
        expect(words).not.toMatch(/[\n\r\t]/);
      }),
    );
  });
});
