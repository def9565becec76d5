/** Which runtime the local route uses. */
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../schema/index.ts';
import { selectRuntime } from './index.ts';

const local = { ...defaultSettings.local, runtimeUrl: 'http://127.0.0.1:3/v1' };
const env = { BRAINSWAP_RUNTIME_URL: 'http://127.0.0.1:2/v1', BRAINSWAP_RUNTIME_TOKEN: 'key' };

describe('the runtime of the local route', () => {
  it('is the URL of the command line, else of the environment, else of the settings, else LM Studio', () => {
    expect(selectRuntime(local, env, 'http://127.0.0.1:1/v1/').baseUrl).toBe('http://127.0.0.1:1/v1');
    expect(selectRuntime(local, env, null).baseUrl).toBe('http://127.0.0.1:2/v1');
    expect(selectRuntime(local, {}, null).baseUrl).toBe('http://127.0.0.1:3/v1');
    expect(selectRuntime(local, { BRAINSWAP_RUNTIME_URL: '' }, null).baseUrl).toBe('http://127.0.0.1:3/v1');
    expect(selectRuntime(defaultSettings.local, {}, null)).toMatchObject({
      kind: 'lmstudio',
      baseUrl: 'http://127.0.0.1:1234/v1',
    });
  });

  it('has its key from the environment alone', () => {
    expect(selectRuntime(local, env, null).token).toBe('key');
    expect(selectRuntime(local, { BRAINSWAP_RUNTIME_TOKEN: '' }, null).token).toBeNull();
  });

  it.each(['localhost:1234', '127.0.0.1:1234', 'file:///x', 'nonsense'])(
    'is refused in words when the environment holds %s',
    (value) => {
      expect(() => selectRuntime(local, { BRAINSWAP_RUNTIME_URL: value }, null)).toThrow(
        expect.objectContaining({
          code: 'bad_address',
          message: expect.stringContaining('http://127.0.0.1:1234/v1'),
        }),
      );
    },
  );

  it('never shows or uses a password of its address', async () => {
    const runtime = selectRuntime(local, {}, 'http://me:secret@127.0.0.1:9/v1/');
    expect(runtime.baseUrl).toBe('http://127.0.0.1:9/v1');
    const state = await runtime.status();
    expect(state).toMatchObject({
      state: 'down',
      message: expect.stringContaining('BRAINSWAP_RUNTIME_TOKEN'),
    });
    expect(JSON.stringify(state)).not.toContain('secret');
  });

  it('that is an endpoint cannot be brought up, only asked', async () => {
    const steps: string[] = [];
    const state = await selectRuntime(local, {}, 'http://127.0.0.1:9/v1').bringUp('m', (step) =>
      steps.push(step),
    );
    expect(state).toMatchObject({
      state: 'down',
      message: 'No server with models answers at http://127.0.0.1:9/v1. Start it, or change the address.',
    });
    expect(steps).toEqual([]);
  });
});
