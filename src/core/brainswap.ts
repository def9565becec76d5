/** Composition root: what a shell (command line, dashboard, app) gets to work with. */
import type { RunFeed, RunStore } from './runs/index.ts';
import type {
  RouteName,
  RouteRule,
  RoutingTable,
  RunOrigin,
  StartRunInput,
  SystemStatus,
} from './schema/index.ts';
import type { SettingsService } from './settings/index.ts';

export interface Brainswap {
  readonly settings: SettingsService;
  readonly store: RunStore;
  readonly feed: RunFeed;
  readonly runs: {
    /** Starts a run in this process and returns its id as soon as it is in the store. */
    start(input: StartRunInput, origin: RunOrigin): Promise<string>;
    /** Cancels a run wherever it lives. */
    cancel(id: string): { accepted: boolean; message: string };
    /** Runs the same prompt in the same folder again on `route`; the new run's id. */
    repeat(id: string, route: RouteName, origin: RunOrigin): Promise<string>;
  };
  readonly routing: {
    table(): RoutingTable;
    set(taskClass: string, rule: RouteRule): RoutingTable;
    remove(taskClass: string): RoutingTable;
  };
  status(): Promise<SystemStatus>;
  /** Cancels the runs of this process, closes the store. */
  dispose(): Promise<void>;
}
