/** Composition root: what a shell (command line, dashboard, app) gets to work with. It only wires. */
import { sweepLeftovers } from './exec/index.ts';
import { createRunDesk, type RunDesk } from './run-desk.ts';
import type { RunFeed, RunStore } from './runs/index.ts';
import type { RouteRule, RoutingTable, SystemStatus } from './schema/index.ts';
import { openServices } from './services.ts';
import type { SettingsService, SettingsStore } from './settings/index.ts';
import { readStatus } from './status.ts';

export interface Brainswap {
  readonly settings: SettingsService;
  readonly store: RunStore;
  readonly feed: RunFeed;
  readonly runs: Omit<RunDesk, 'dispose' | 'active'>;
  readonly routing: {
    table(): RoutingTable;
    set(taskClass: string, rule: RouteRule): RoutingTable;
    remove(taskClass: string): RoutingTable;
  };
  status(): Promise<SystemStatus>;
  /** Cancels the runs of this process, waits for their records, closes the store. */
  dispose(): Promise<void>;
}

export interface BrainswapOptions {
  env: NodeJS.ProcessEnv;
  version: string;
  /** electron-store in the app; `conf` on the same file otherwise. */
  settingsStore?: SettingsStore;
}

/** Opens the services and wires them; @throws RunStoreError, SettingsError where the data folder cannot be used. */
export function createBrainswap(options: BrainswapOptions): Brainswap {
  const services = openServices(options.env, options.settingsStore);
  const { settings, store, feed } = services;
  const desk = createRunDesk(services, options.env);
  // Housekeeping, not on the way of a run: a failure is no reason not to open.
  sweepLeftovers(store, services.dataFolder, Date.now()).catch(() => {});
  const saveRoutes = (change: (routes: RoutingTable) => RoutingTable): RoutingTable => {
    const current = settings.get();
    return settings.update({ ...current, routes: change(current.routes) }).routes;
  };
  return {
    settings,
    store,
    feed,
    runs: desk,
    routing: {
      table: () => settings.get().routes,
      set: (taskClass, rule) => saveRoutes((routes) => ({ ...routes, [taskClass]: rule })),
      remove: (taskClass) =>
        saveRoutes((routes) =>
          Object.fromEntries(Object.entries(routes).filter(([name]) => name !== taskClass)),
        ),
    },
    status: () => readStatus({ services, env: options.env, version: options.version }),
    dispose: async () => {
      await desk.dispose();
      services.close();
    },
  };
}
