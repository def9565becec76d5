/** Plain data for the unit tests of the renderer. */
import type { EventBody, Run, RunEvent } from '../../rpc/contract.ts';

/** A finished local run; give the fields a test is about. */
export function sampleRun(fields: Partial<Run> = {}): Run {
  return {
    id: '0rk5x2m9q7ab',
    chainId: '0rk5x2m9q7ab',
    attempt: 1,
    parentId: null,
    parentKind: null,
    origin: 'cli',
    taskClass: 'rename',
    requestedRoute: 'auto',
    route: 'local',
    mode: 'lean',
    reason: 'The class rename is set to local.',
    runtime: null,
    model: 'qwen3.6-35b-a3b',
    cwd: '/repo',
    prompt: 'Rename UserDTO to User',
    sandbox: 'workspace-write',
    threadId: null,
    ownerPid: 1,
    codexPid: null,
    status: 'succeeded',
    startedAt: 1_000_000,
    endedAt: 1_004_000,
    exitCode: 0,
    signal: null,
    failure: null,
    verify: null,
    usage: { inputTokens: 3_000, cachedInputTokens: 0, outputTokens: 100, reasoningTokens: 0 },
    costUsd: null,
    costAvoidedUsd: null,
    modelCalls: 2,
    requestsOffMachine: 0,
    firstTokenMs: 300,
    tokensPerSecond: 41,
    activity: '',
    ...fields,
  };
}

/** An event of that run. */
export function sampleEvent(id: number, body: EventBody, key: string | null = null): RunEvent {
  return { id, runId: '0rk5x2m9q7ab', at: 1_000_000 + id, source: 'codex', key, body };
}
