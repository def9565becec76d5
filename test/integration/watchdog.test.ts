/** What Codex would never end, Brainswap ends, each with its own words; and a runtime that dies is named. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { spawnRehearsal } from '../../src/rehearsal/index.ts';
import { localJson, modelCalls } from '../support/arguments.ts';
import { it } from '../support/it.ts';
import { jsonLines } from '../support/lines.ts';

const limits: [code: string, scenario: string, watchdog: object, words: string][] = [
  ['header_silence', 'silent-headers', { headerSilenceSeconds: 1 }, 'did not begin to answer for 1 s'],
  ['stream_silence', 'silent-stream', { streamSilenceSeconds: 1 }, 'then sent nothing for 1 s'],
  ['too_many_calls', 'endless', { maxModelCalls: 4 }, 'asked the model more than 4 times'],
  ['repeated_call', 'repeat-forever', { maxRepeatedCalls: 3 }, 'made the same call 3 times in a row'],
  ['wall_time', 'long-run', { wallTimeSeconds: 2 }, 'still going after 2 s'],
  // The runtime keeps the line open with comments: to the stream's watch that is a sign of life.
  ['wall_time', 'silent-pings', { wallTimeSeconds: 3, streamSilenceSeconds: 2 }, 'still going after 3 s'],
];

describe('the watchdog', () => {
  it.for(limits)('ends a run by %s: %s', async ([code, scenario, watchdog, words], { place, runtime }) => {
    place.settings({ watchdog });

    const ended = await place.brainswap(localJson(runtime, `Do [rehearsal:${scenario}]`));

    expect(place.processes()).toEqual([]);
    expect([ended.exitCode, ended.signal]).toEqual([1, null]);
    expect(ended.stderr).toMatch(/^brainswap: /m);
    expect(ended.stderr).toContain(words);
    const run = place.run();
    expect(run).toMatchObject({ status: 'failed', failure: { code } });
    expect(run.failure?.message).toContain(words);
    const stopped = place
      .events(run.id)
      .filter(({ body, source }) => body.type === 'stopped' && source === 'brainswap');
    expect(stopped.map(({ body }) => body)).toEqual([{ type: 'stopped', ...run.failure }]);
    expect(jsonLines(ended.stdout).map(({ type }) => type)).not.toContain('turn.completed');
  });

  it('lets the model be slow as long as it shows life', async ({ place, runtime }) => {
    place.settings({ watchdog: { headerSilenceSeconds: 3, streamSilenceSeconds: 3 } });

    const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:slow-prefill]'));

    expect(ended.exitCode).toBe(0);
    expect(place.run().status).toBe('succeeded');
  });

  it('allows as many calls as the limit says', async ({ place, runtime }) => {
    place.settings({ watchdog: { maxModelCalls: 3 } });

    const ended = await place.brainswap(localJson(runtime, 'Create hello.txt containing: hi.'));

    expect(await modelCalls(runtime)).toHaveLength(3);
    expect(ended.exitCode).toBe(0);
  });
});

describe('a runtime that dies in mid-run', () => {
  it('ends the run with words that name it, and keeps what was done', async ({ place }) => {
    const runtime = await spawnRehearsal('runtime');
    try {
      const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:dies]'));

      expect([ended.exitCode, ended.signal]).toEqual([1, null]);
      expect(jsonLines(ended.stdout).at(-1)?.type).toBe('turn.failed');
      const { origin } = new URL(runtime.url);
      expect(ended.stderr).toContain(`brainswap: The local runtime at ${origin} does not answer`);
      expect(place.run()).toMatchObject({ status: 'failed', failure: { code: 'runtime_error' } });
      expect(place.run().failure?.message).toContain(origin);
      expect(readFileSync(join(place.workspace, 'started.txt'), 'utf8')).toBe('started\n');
      expect(place.processes()).toEqual([]);
    } finally {
      await runtime.stop();
    }
  });
});

describe("the runtime's own words, which Codex hides", () => {
  it.for([
    ['http-500', 'System message must be at the beginning'],
    ['sse-error', 'Model unloaded.'],
    ['http-400-context', 'The number of tokens to keep from the initial prompt'],
  ] as const)('are on stderr and in the record: %s', async ([scenario, words], { place, runtime }) => {
    const ended = await place.brainswap(localJson(runtime, `Do [rehearsal:${scenario}]`));

    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain(`brainswap: The runtime said: `);
    expect(ended.stderr).toContain(words);
    expect(place.run().failure).toMatchObject({
      code: 'runtime_error',
      message: expect.stringContaining(words),
    });
  });
});
