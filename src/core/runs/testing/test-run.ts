/** For tests: a run with every field filled, and events. */
import { type EventBody, type NewEvent, noUsage, type Run } from '../../schema/index.ts';
import { newRunId } from '../run-id.ts';

/** A run of this process that has begun; `over` changes what is different. */
export function testRun(over: Partial<Run> = {}): Run {
  const startedAt = over.startedAt ?? Date.now();
  const id = over.id ?? newRunId(startedAt);
  return {
    id,
    chainId: id,
    attempt: 1,
    parentId: null,
    parentKind: null,
    origin: 'cli',
    taskClass: 'rename',
    requestedRoute: 'auto',
    route: 'local',
    mode: 'lean',
    reason: 'The table says so.',
    runtime: null,
    model: 'qwen3',
    cwd: '/work/atlas',
    sandbox: null,
    prompt: 'Rename UserDTO',
    threadId: null,
    ownerPid: process.pid,
    codexPid: null,
    status: 'running',
    startedAt,
    endedAt: null,
    exitCode: null,
    signal: null,
    failure: null,
    verify: null,
    usage: noUsage,
    costUsd: null,
    costAvoidedUsd: null,
    modelCalls: 0,
    requestsOffMachine: 0,
    firstTokenMs: null,
    tokensPerSecond: null,
    activity: '',
    ...over,
  };
}

/** An event of Codex at time 1. */
export function testEvent(body: EventBody, over: Partial<NewEvent> = {}): NewEvent {
  return { at: 1, source: 'codex', key: null, body, ...over };
}

/** A message event. */
export function say(text: string): NewEvent {
  return testEvent({ type: 'message', text });
}
