/** Sample states for the tests of the main process; every field can be overridden. */
import { noUsage, type Run, type SystemStatus } from '../../core/schema/index.ts';

/** A healthy machine on which nothing runs. */
export function sampleStatus(changes: Partial<SystemStatus> = {}): SystemStatus {
  return {
    version: '0.1.0',
    codex: { state: 'found', path: '/opt/codex', version: '0.169.0', login: 'chatgpt', warning: null },
    runtime: {
      state: 'ready',
      kind: 'lmstudio',
      baseUrl: 'http://127.0.0.1:1234/v1',
      model: 'qwen3.6-35b-a3b',
      models: ['qwen3.6-35b-a3b'],
      contextLength: 32_768,
      rehearsal: false,
    },
    counts: { running: 0, today: 47, localToday: 38, cloudToday: 9, costAvoidedTodayUsd: 3.1 },
    taskClasses: [],
    recentFolders: [],
    platform: 'darwin',
    dataFolder: '/data',
    ...changes,
  };
}

/** A rename on the local route, done in four seconds. */
export function sampleRun(changes: Partial<Run> = {}): Run {
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
    reason: 'the class runs locally',
    runtime: {
      kind: 'lmstudio',
      baseUrl: 'http://127.0.0.1:1234/v1',
      rehearsal: false,
      contextLength: 32_768,
    },
    model: 'qwen3.6-35b-a3b',
    sandbox: 'workspace-write',
    cwd: '/work/app',
    prompt: 'Rename UserDTO to User',
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
    usage: noUsage,
    costUsd: null,
    costAvoidedUsd: null,
    modelCalls: 1,
    requestsOffMachine: 0,
    firstTokenMs: null,
    tokensPerSecond: null,
    activity: '',
    ...changes,
  };
}
