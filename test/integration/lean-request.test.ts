/** What a lean local run sends to the model, to the byte; and that the context window is the runtime's. */
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { basePrompt } from '../../src/core/codex/index.ts';
import { helloTask, localJson, modelCalls, work } from '../support/arguments.ts';
import { it } from '../support/it.ts';
import { threadOf } from '../support/lines.ts';
import { readRequest, textsOf } from '../support/request.ts';
import { modelContextWindow, rolloutLines } from '../support/rollout.ts';

describe('the first request of a lean run', () => {
  it('has at most 7,000 bytes, of which each part is known', async ({ place, runtime }) => {
    await place.brainswap(localJson(runtime, helloTask));

    const [first] = await modelCalls(runtime);
    const request = readRequest(first?.body);
    expect(first?.requestBytes).toBeLessThanOrEqual(7_000);
    expect(request.tools.map(({ type, name }) => [type, name])).toEqual([
      ['function', 'exec_command'],
      ['function', 'write_stdin'],
      ['function', 'update_plan'],
    ]);
    // Codex's own three tools, without the terminal option. Another number means another Codex.
    expect(Buffer.byteLength(JSON.stringify(request.tools))).toBe(2_971);
    expect(textsOf(request, 'developer')).toEqual([basePrompt]);
    const [environment, ...prompts] = textsOf(request, 'user');
    expect(environment).toMatch(/^<environment_context>/);
    expect(environment).toContain(place.workspace);
    expect(prompts).toEqual([helloTask]);
    expect(request.input).toHaveLength(3);
    expect(request).not.toHaveProperty('instructions');
    expect(request).not.toHaveProperty('text');
    expect(request).not.toHaveProperty('previous_response_id');
  });

  it('is a fifth of what stock Codex sends, which a strict runtime refuses', async ({ place, runtime }) => {
    const stock = [
      'exec',
      '--json',
      '--oss',
      '--local-provider',
      'lmstudio',
      '-m',
      'rehearsal-brain',
      ...work,
      helloTask,
    ];
    place.env.CODEX_OSS_BASE_URL = runtime.url;
    const refused = await place.codex(stock);
    const stockBytes = (await modelCalls(runtime)).at(-1)?.requestBytes ?? 0;
    await runtime.reset();
    await place.brainswap(localJson(runtime, helloTask));
    const leanBytes = (await modelCalls(runtime))[0]?.requestBytes ?? 0;

    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain('invalid_string');
    expect(stockBytes).toBeGreaterThan(39_000);
    expect(stockBytes).toBeLessThan(43_000);
    expect(leanBytes * 5).toBeLessThan(stockBytes);
  });

  it('stays the same with a big configuration of the user, of which nothing gets in', async ({
    place,
    runtime,
  }) => {
    await place.brainswap(localJson(runtime, helloTask));
    const [plain] = await modelCalls(runtime);
    const config = [
      'model = "gpt-5.2"',
      'model_reasoning_effort = "high"',
      'developer_instructions = "Speak like a pirate."',
      '[mcp_servers.slow]',
      'command = "sleep"',
      'args = ["60"]',
    ];
    place.file('config.toml', `${config.join('\n')}\n`, place.codexHome);
    place.file('AGENTS.md', 'Speak like a pirate.\n', place.codexHome);
    await runtime.reset();

    const ended = await place.brainswap(localJson(runtime, helloTask));

    const [configured] = await modelCalls(runtime);
    expect(ended.exitCode).toBe(0);
    expect(configured?.requestBytes).toBe(plain?.requestBytes);
  });
});

describe('the context window of a lean run', () => {
  it.for([8_192, 32_768, 131_072])("is the runtime's: %i", async (contextLength, { place, runtime }) => {
    await runtime.behave({ contextLength });

    const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:quick]'));

    const lines = rolloutLines(join(place.brainswapHome, 'codex-home'), threadOf(ended.stdout));
    // Codex keeps 5 % of the window for itself.
    expect(modelContextWindow(lines)).toBe(Math.floor(contextLength * 0.95));
    expect(place.run().runtime?.contextLength).toBe(contextLength);
  });

  it('makes Codex compact in time, with one developer message before and after', async ({
    place,
    runtime,
  }) => {
    // The scenario reaches 31,000 tokens: above 78 % of the window, below the 90 % of Codex's own rule.
    await runtime.behave({ contextLength: 38_000 });

    const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:compaction]'));

    expect(ended.exitCode).toBe(0);
    const calls = (await modelCalls(runtime)).map(({ body }) => readRequest(body));
    const compactions = calls.filter(({ tools }) => tools.length === 0);
    expect(compactions).toHaveLength(1);
    for (const call of calls) expect(textsOf(call, 'developer')).toEqual([basePrompt]);
  });

  it('does not make Codex compact while there is room', async ({ place, runtime }) => {
    await runtime.behave({ contextLength: 65_536 });

    await place.brainswap(localJson(runtime, 'Do [rehearsal:compaction]'));

    const calls = (await modelCalls(runtime)).map(({ body }) => readRequest(body));
    expect(calls.filter(({ tools }) => tools.length === 0)).toEqual([]);
  });
});
