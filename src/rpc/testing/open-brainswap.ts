/** For tests: a Brainswap over a real store in a folder of its own, that starts no runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Brainswap } from '../../core/brainswap.ts';
import { createRunFeed, newRunId, openRunStore } from '../../core/runs/index.ts';
import { noUsage, type Run, type SystemStatus } from '../../core/schema/index.ts';
import { createFileSettingsStore, createSettings } from '../../core/settings/index.ts';

export interface TestBrainswap extends Brainswap {
  folder: string;
}

/** Opens it; `dispose` also removes its folder. */
export function openTestBrainswap(): TestBrainswap {
  const folder = mkdtempSync(join(tmpdir(), 'brainswap-rpc-'));
  const store = openRunStore({ file: join(folder, 'runs.db') });
  const feed = createRunFeed(store);
  const settings = createSettings(createFileSettingsStore({ folder }));
  const started = (over: Partial<Run>): Promise<string> => {
    const run = testRun(over);
    store.insert(run);
    return Promise.resolve(run.id);
  };
  return {
    folder,
    store,
    feed,
    settings,
    runs: {
      start: ({ prompt, cwd, taskClass }, origin) => started({ prompt, cwd, taskClass, origin }),
      cancel: (id) => ({ accepted: store.requestCancel(id), message: 'asked' }),
      repeat: (id, route, origin) => started({ parentId: id, parentKind: 'repeat', route, origin }),
    },
    routing: {
      table: () => settings.get().routes,
      set: (taskClass, rule) =>
        settings.update({ ...settings.get(), routes: { ...settings.get().routes, [taskClass]: rule } })
          .routes,
      remove: (taskClass) => {
        const { [taskClass]: _, ...routes } = settings.get().routes;
        return settings.update({ ...settings.get(), routes }).routes;
      },
    },
    status: () => Promise.resolve(testStatus(folder, store.counts(Date.now()))),
    dispose: () => {
      feed.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** An active run of this process, begun now. */
export function testRun(over: Partial<Run> = {}): Run {
  const id = newRunId(Date.now());
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
    startedAt: Date.now(),
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

function testStatus(dataFolder: string, counts: SystemStatus['counts']): SystemStatus {
  return {
    version: '0.0.0-test',
    codex: { state: 'missing', message: 'not here', command: 'npm i -g @openai/codex' },
    runtime: { state: 'down', kind: 'lmstudio', baseUrl: null, message: 'not here', command: null },
    counts,
    taskClasses: [],
    recentFolders: [],
    platform: process.platform,
    dataFolder,
  };
}
