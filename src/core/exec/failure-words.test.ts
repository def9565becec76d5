/** What a run says of its failure, made of what the runtime and Codex said. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completed, type FakeRuntime, startFakeRuntime, stream } from '../bridge/testing.ts';
import { selectRuntime } from '../runtimes/index.ts';
import { runAttempt } from './attempt.ts';
import { createWorld, keepOutput, planOf, say, type World } from './testing.ts';

let world: World;
let runtime: FakeRuntime;
beforeEach(async () => {
  world = createWorld();
  runtime = await startFakeRuntime(stream(completed()));
});
afterEach(async () => {
  await runtime.close();
  world.close();
});

/** The failure of a run whose Codex asks the runtime so often, then does `end`. */
async function failure(asks: number, end: string, tokens = ['--json', 'hi']) {
  const program = world.program(
    `for (let ask = 0; ask < ${asks}; ask += 1) {
       await fetch(process.env.CODEX_OSS_BASE_URL + '/responses', { method: 'POST', body: '{}' })
         .then((answer) => answer.text()).catch(() => {});
     }
     ${end}`,
  );
  const { baseUrl } = runtime;
  const target = {
    runtime: selectRuntime(world.services.settings.local, {}, baseUrl),
    model: 'm',
    contextLength: 8_192,
    shown: { kind: 'endpoint', baseUrl, rehearsal: false, contextLength: null },
  };
  const plan = planOf(world, program, tokens, { route: 'local', mode: 'stock', target });
  return (await runAttempt(plan, world.services, keepOutput(), new AbortController().signal)).failure;
}
const answering = (status: number, body: string) => {
  runtime.answer = (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};
const exit1 = 'process.exit(1)';

describe('the failure of a local run', () => {
  it.each([
    ['{"error":"tokens to keep"}', 'The runtime said: tokens to keep'],
    ['{"error":{"message":"Invalid","param":"tools.8.type"}}', 'The runtime said: Invalid (tools.8.type)'],
    ['{"error":{"message":"Invalid","code":7}}', 'The runtime said: Invalid'],
    ['{"detail":"odd"}', 'The runtime said: {"detail":"odd"}'],
    ['<html>', 'The runtime said: <html>'],
  ])('is in the words of the runtime: %s', async (body, message) => {
    answering(400, body);
    expect(await failure(1, exit1)).toEqual({ code: 'runtime_error', message });
  });

  it('is in our words when the runtime has gone', async () => {
    runtime.answer = (response) => response.socket?.destroy();
    expect((await failure(1, exit1))?.message).toMatch(/^The local runtime at .* closed the connection/);
  });

  it("is in Codex's words when the latest answer of the runtime was good", async () => {
    let asked = 0;
    runtime.answer = (response, seen) => {
      asked += 1;
      if (asked === 1) response.writeHead(500).end('once');
      else stream(completed())(response, seen);
    };
    const failed = say('{"type":"turn.failed","error":{"message":"no more"}}');
    expect(await failure(2, failed + exit1)).toEqual({ code: 'codex_failed', message: 'no more' });
  });

  it('is none when Codex ended well in spite of an error on the way', async () => {
    answering(500, 'once');
    expect(await failure(1, 'process.exit(0)')).toBeNull();
  });
});

describe('the failure of a run that said little', () => {
  it.each([
    ["process.stderr.write('warning: x\\nError: why\\nStack backtrace: <unknown>\\n')", 'Error: why'],
    ["process.stderr.write('first\\nlast\\n\\n')", 'last'],
    ['', 'Codex ended with exit code 1 and said nothing.'],
  ])('is the last line that says something: %s', async (talk, message) => {
    expect(await failure(0, `${talk}; ${exit1}`)).toEqual({ code: 'codex_failed', message });
  });
});
