/** Whether local can be had, against runtimes that are told what to say. */
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../runtimes/index.ts';
import type { RuntimeState } from '../schema/index.ts';
import { findLocalTarget, type TargetOptions } from './local-target.ts';

const baseUrl = 'http://127.0.0.1:1/v1';
const ready = (model: string, models = [model], contextLength: number | null = 9_000): RuntimeState => ({
  state: 'ready',
  kind: 'endpoint',
  baseUrl,
  model,
  models,
  contextLength,
  rehearsal: false,
});
const idle = (...models: string[]): RuntimeState => ({
  state: 'idle',
  kind: 'endpoint',
  baseUrl,
  models,
  rehearsal: false,
  message: 'Nothing is loaded.',
  command: 'lms load <model>',
});
const down: RuntimeState = {
  state: 'down',
  kind: 'endpoint',
  baseUrl,
  message: 'It is down.',
  command: null,
};

function find(
  states: { now: RuntimeState; later?: RuntimeState },
  more: Partial<TargetOptions> = {},
  at = baseUrl,
) {
  const asked: (string | null)[] = [];
  const runtime: Runtime = {
    kind: 'endpoint',
    baseUrl: at,
    token: null,
    status: async () => states.now,
    bringUp: async (wanted) => {
      asked.push(wanted);
      return states.later ?? states.now;
    },
  };
  const found = findLocalTarget({
    runtime,
    model: null,
    contextLength: 32_768,
    localOnly: false,
    trustModel: false,
    onStep: () => {},
    ...more,
  });
  return { found, asked };
}

describe('finding a local target', () => {
  it('takes a runtime that is ready, without waking anything', async () => {
    const { found, asked } = find({ now: ready('a', ['a', 'b']) });
    expect(await found).toMatchObject({ model: 'a', contextLength: 9_000, shown: { contextLength: 9_000 } });
    expect(asked).toEqual([]);
  });

  it('takes the configured context where the runtime does not tell, and shows that it did not', async () => {
    expect(await find({ now: ready('a', ['a'], null) }).found).toMatchObject({
      contextLength: 32_768,
      shown: { contextLength: null },
    });
  });

  it('brings a runtime up that is down or idle', async () => {
    for (const now of [down, idle('a')]) {
      const { found, asked } = find({ now, later: ready('a') });
      expect((await found).model).toBe('a');
      expect(asked).toEqual([null]);
    }
  });

  it('asks for the model that was named, when another is loaded', async () => {
    const { found, asked } = find(
      { now: ready('a', ['a', 'b']), later: ready('b', ['a', 'b']) },
      { model: 'b' },
    );
    expect((await found).model).toBe('b');
    expect(asked).toEqual(['b']);
  });

  it('does not run on another model than the one named, unless local itself was named', async () => {
    const states = { now: ready('a', ['a']) };
    await expect(find(states, { model: 'gpt' }).found).rejects.toMatchObject({
      code: 'model_missing',
      message: `The runtime at ${baseUrl} has no model "gpt". It has: a.`,
    });
    const trusted = await find(states, { model: 'gpt', trustModel: true }).found;
    // The context told is that of the loaded model, not of the one named.
    expect(trusted).toMatchObject({ model: 'gpt', contextLength: 32_768, shown: { contextLength: null } });
  });

  it('tries the model named by a trusting caller at an endpoint that lists none as ready', async () => {
    expect((await find({ now: idle() }, { model: 'm', trustModel: true }).found).model).toBe('m');
    await expect(find({ now: idle() }, { model: 'm' }).found).rejects.toMatchObject({ code: 'no_model' });
  });

  it('says what is wrong and what to try', async () => {
    await expect(find({ now: down }).found).rejects.toMatchObject({
      code: 'runtime_down',
      message: 'It is down.',
    });
    await expect(find({ now: idle() }).found).rejects.toMatchObject({
      code: 'no_model',
      message: 'Nothing is loaded. Try: lms load <model>',
    });
  });

  it.each(['http://gpu.example/v1', 'http://192.168.1.2:8000/v1', 'http://127.0.0.1.example/v1'])(
    'keeps --local-only on this machine: %s is refused before it is asked',
    async (url) => {
      const { found, asked } = find({ now: ready('a') }, { localOnly: true }, url);
      await expect(found).rejects.toMatchObject({
        code: 'not_loopback',
        message: expect.stringContaining('127.0.0.1'),
      });
      expect(asked).toEqual([]);
    },
  );

  it('shows an address without its credentials', async () => {
    const now: RuntimeState = {
      ...ready('a'),
      baseUrl: 'http://me:secret@host/v1/?key=secret',
    } as RuntimeState;
    const { shown } = await find({ now }).found;
    expect(shown.baseUrl).toBe('http://host/v1');
  });
});
