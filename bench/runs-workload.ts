/** The runs and events that bench/runs.ts fills a store with: like those of real use in size, mix and order. */
import { newRunId } from '../src/core/runs/index.ts';
import type { EventBody, NewEvent, Run } from '../src/core/schema/index.ts';

const classes = ['rename', 'scaffold', 'summarise', 'refactor', 'judge', 'docs/changelog', 'test.unit', null];
const verbs = [
  'Rename',
  'Create',
  'Summarise',
  'Split',
  'Explain',
  'Replace',
  'Test',
  'Translate',
  'Review',
  'Document',
];
const nouns = [
  'router',
  'queue',
  'parser',
  'UserDTO',
  'ledger',
  'größe',
  'workflow',
  'migration',
  'cache',
  '検索',
  'token',
  'clock',
];
const folders = Array.from({ length: 60 }, (_, i) => `/Users/ada/src/project-${i}`);

/** A generator of even numbers in [0, 1): the same fill each time. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<T>(items: readonly T[], next: () => number): T {
  return items[Math.floor(next() * items.length)] as T;
}

/** A run as it is when it starts. */
export function startedRun(startedAt: number, next: () => number): Run {
  const id = newRunId(startedAt);
  const route = next() < 0.7 ? 'local' : 'cloud';
  const words = Array.from(
    { length: 6 + Math.floor(next() * 30) },
    () => `${pick(verbs, next).toLowerCase()} the ${pick(nouns, next)}`,
  );
  return {
    id,
    chainId: id,
    attempt: 1,
    parentId: null,
    parentKind: null,
    origin: next() < 0.9 ? 'cli' : 'dashboard',
    taskClass: pick(classes, next),
    requestedRoute: 'auto',
    route,
    mode: route === 'local' ? 'lean' : 'cloud',
    reason: 'The routing table says so.',
    runtime: null,
    model: route === 'local' ? 'qwen3-coder-30b' : 'gpt-5.2-codex',
    cwd: pick(folders, next),
    sandbox: 'workspace-write',
    prompt: `${pick(verbs, next)} ${pick(nouns, next)} ${Math.floor(next() * 1e6)}: ${words.join(', ')}.`,
    threadId: `thread-${id}`,
    ownerPid: 1,
    codexPid: 2,
    status: 'running',
    startedAt,
    endedAt: null,
    exitCode: null,
    signal: null,
    failure: null,
    verify: null,
    usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 },
    costUsd: null,
    costAvoidedUsd: null,
    modelCalls: 0,
    requestsOffMachine: 0,
    firstTokenMs: null,
    tokensPerSecond: null,
    activity: 'exec_command rg -l UserDTO',
  };
}

/** What is written when a run ends. */
export function endOf(run: Run, next: () => number): Partial<Run> {
  const luck = next();
  const inputTokens = Math.round(5_000 + next() * 60_000);
  const outputTokens = Math.round(200 + next() * 4_000);
  return {
    status: luck < 0.85 ? 'succeeded' : luck < 0.95 ? 'failed' : luck < 0.999 ? 'cancelled' : 'interrupted',
    endedAt: run.startedAt + Math.round(5_000 + next() * 200_000),
    exitCode: luck < 0.85 ? 0 : 1,
    usage: { inputTokens, cachedInputTokens: 0, outputTokens, reasoningTokens: 0 },
    ...(run.route === 'local'
      ? { costUsd: 0, costAvoidedUsd: inputTokens / 1e6 }
      : { costUsd: inputTokens / 1e6 }),
    modelCalls: 4,
    activity: 'done',
  };
}

/** One event; about 430 bytes on average, as in the timelines of real runs. */
export function event(at: number, index: number, next: () => number): NewEvent {
  const body = (): EventBody => {
    const kind = index % 5;
    if (kind === 0)
      return {
        type: 'reasoning',
        text: 'I should look at the tests before I move anything. '.repeat(1 + Math.floor(next() * 5)),
        raw: true,
      };
    if (kind === 1)
      return {
        type: 'message',
        text: 'Looked at the files concerned; changed what was asked. '.repeat(1 + Math.floor(next() * 6)),
      };
    if (kind === 2) {
      const output = 'src/router.ts:12: export const router = new Router();\n'.repeat(
        Math.floor(next() * 30),
      );
      return {
        type: 'command',
        command: 'rg -n router src',
        status: 'completed',
        exitCode: 0,
        output,
        outputBytes: output.length,
        durationMs: 31,
      };
    }
    if (kind === 3) {
      return {
        type: 'model_call',
        call: index,
        phase: 'completed',
        requestBytes: 9_000,
        responseBytes: 2_000,
        status: 200,
        firstTokenMs: 400,
        durationMs: 4_000,
        tokensPerSecond: 60,
        usage: null,
        error: null,
      };
    }
    return {
      type: 'plan',
      steps: ['read', 'change', 'test'].map((text, i) => ({ text, done: i < index % 3 })),
    };
  };
  return { at, source: index % 5 === 3 ? 'bridge' : 'codex', key: `item_${index}`, body: body() };
}
