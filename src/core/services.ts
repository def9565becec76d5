/** Opens what every command works with: data folder, settings, run store, feed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { noteLeftovers } from './exec/index.ts';
import { isAlive } from './processes/index.ts';
import { createRunFeed, openRunStore, type RunFeed, type RunStore } from './runs/index.ts';
import {
  createFileSettingsStore,
  createSettings,
  dataFolder,
  type SettingsService,
  type SettingsStore,
} from './settings/index.ts';

export interface Services {
  dataFolder: string;
  settings: SettingsService;
  store: RunStore;
  feed: RunFeed;
  close(): void;
}

/** Opens the services; runs whose owner died are marked `interrupted` on the way. */
export function openServices(env: NodeJS.ProcessEnv, settingsStore?: SettingsStore): Services {
  const folder = dataFolder(env);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const settings = createSettings(settingsStore ?? createFileSettingsStore({ folder }));
  const store = openRunStore({ file: join(folder, 'runs.db') });
  noteLeftovers(store, folder, store.recoverInterrupted(isAlive), Date.now());
  const feed = createRunFeed(store);
  return {
    dataFolder: folder,
    settings,
    store,
    feed,
    close: () => {
      feed.close();
      store.close();
    },
  };
}
