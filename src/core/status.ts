/** Reads the state of the whole for the header and the menu bar, without waking anything. */
import {
  CodexError,
  codexVersion,
  installCommand,
  locateCodex,
  readLogin,
  versionWarning,
} from './codex/index.ts';
import { RuntimeError, selectRuntime } from './runtimes/index.ts';
import type { CodexState, RuntimeState, Settings, SystemStatus } from './schema/index.ts';
import type { Services } from './services.ts';

export interface StatusOptions {
  services: Services;
  env: NodeJS.ProcessEnv;
  version: string;
}

export async function readStatus({ services, env, version }: StatusOptions): Promise<SystemStatus> {
  const { store } = services;
  const settings = services.settings.get();
  const [codex, runtime] = await Promise.all([readCodex(settings, env), readRuntime(settings, env)]);
  return {
    version,
    codex,
    runtime,
    counts: store.counts(Date.now()),
    taskClasses: [...new Set([...Object.keys(settings.routes), ...store.taskClasses()])].sort(),
    recentFolders: store.recentFolders(8),
    platform: process.platform,
    dataFolder: services.dataFolder,
  };
}

async function readCodex(settings: Settings, env: NodeJS.ProcessEnv): Promise<CodexState> {
  try {
    const program = locateCodex({ configured: settings.codex.path, env });
    const version = await codexVersion(program);
    return {
      state: 'found',
      path: program.path,
      version,
      login: readLogin(env),
      warning: versionWarning(version),
    };
  } catch (error) {
    if (!(error instanceof CodexError)) throw error;
    return { state: 'missing', message: error.message, command: installCommand };
  }
}

async function readRuntime(settings: Settings, env: NodeJS.ProcessEnv): Promise<RuntimeState> {
  try {
    return await selectRuntime(settings.local, env, null).status();
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    return { state: 'down', kind: 'endpoint', baseUrl: null, message: error.message, command: null };
  }
}
