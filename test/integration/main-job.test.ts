/** The main job: the real Codex makes a file through Brainswap on a local runtime. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { helloTask, localJson, modelCalls } from '../support/arguments.ts';
import { it } from '../support/it.ts';
import { completed, jsonLines, threadOf } from '../support/lines.ts';

describe('brainswap exec on a local runtime', () => {
  it('makes the file with the exact bytes and ends with exit code 0', async ({ place, runtime }) => {
    const ended = await place.brainswap(localJson(runtime, helloTask));

    expect(ended).toMatchObject({ exitCode: 0, signal: null });
    expect(readFileSync(join(place.workspace, 'hello.txt'))).toEqual(Buffer.from('hi\n'));
    expect(readdirSync(place.workspace)).toEqual(['hello.txt']);
    expect(jsonLines(ended.stdout).at(-1)?.type).toBe('turn.completed');
    expect(completed(ended.stdout, 'agent_message')).toHaveLength(1);
  });

  it('records the run: route, runtime, thread, usage, and that nothing left the machine', async ({
    place,
    runtime,
  }) => {
    const ended = await place.brainswap(localJson(runtime, helloTask));

    const run = place.run();
    expect(run).toMatchObject({
      origin: 'cli',
      status: 'succeeded',
      exitCode: 0,
      signal: null,
      failure: null,
      route: 'local',
      mode: 'lean',
      requestedRoute: 'local',
      reason: '--route local',
      model: 'rehearsal-brain',
      runtime: { kind: 'endpoint', baseUrl: runtime.url, rehearsal: true, contextLength: 32_768 },
      cwd: place.workspace,
      sandbox: 'workspace-write',
      prompt: helloTask,
      threadId: threadOf(ended.stdout),
      requestsOffMachine: 0,
      attempt: 1,
    });
    expect(run.modelCalls).toBe((await modelCalls(runtime)).length);
    expect(run.usage.inputTokens).toBeGreaterThan(0);
    expect(run.usage.outputTokens).toBeGreaterThan(0);
    const types = new Set(place.events(run.id).map(({ body }) => body.type));
    for (const type of ['thread_started', 'model_call', 'command', 'plan', 'message', 'turn_completed']) {
      expect(types).toContain(type);
    }
  });
});
