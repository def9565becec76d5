/** Answers the contract over the core. Thin: what is said here is only who answers what. */
import { implement } from '@orpc/server';
import type { Brainswap } from '../core/brainswap.ts';
import type { RoutingTable, Run, RunOrigin } from '../core/schema/index.ts';
import { briefRun } from './brief-run.ts';
import { contract, type RoutingEntry } from './contract.ts';
import { toRpcError } from './errors.ts';
import { pageBefore } from './event-pages.ts';
import { unknownRun, watchFeed, watchRun } from './streams.ts';

export interface RouterOptions {
  /** Opens a folder in the system's file browser; rejects with words. Absent where there is none. */
  openFolder?: ((folder: string) => Promise<void>) | undefined;
  /** Who runs that are started here belong to. */
  origin: RunOrigin;
}

export type Router = ReturnType<typeof createRouter>;

/** The router of a Brainswap, for any transport. */
export function createRouter(brainswap: Brainswap, { openFolder, origin }: RouterOptions) {
  const { store, settings, runs, routing } = brainswap;
  const os = implement(contract).use(async ({ next, path }) => {
    try {
      return await next();
    } catch (error) {
      throw toRpcError(error, path.at(-1) ?? 'input');
    }
  });
  const known = (id: string): Run => {
    const run = store.get(id);
    if (!run) throw unknownRun(id);
    return run;
  };
  return os.router({
    runs: {
      list: os.runs.list.handler(({ input: { filter, cursor, limit } }) => {
        if (cursor !== null) known(cursor);
        // One more than asked for tells whether there is a next page.
        const found = store.list(filter, cursor, limit + 1);
        const page = found.slice(0, limit);
        return {
          runs: page.map(briefRun),
          nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
        };
      }),
      get: os.runs.get.handler(({ input }) => known(input.id)),
      chain: os.runs.chain.handler(({ input }) => store.chain(known(input.id).id)),
      watch: os.runs.watch.handler(({ input, signal }) =>
        watchRun(brainswap, { ...input, id: known(input.id).id }, signal),
      ),
      events: os.runs.events.handler(({ input }) =>
        pageBefore(store, known(input.id).id, input.beforeEventId, input.limit),
      ),
      feed: os.runs.feed.handler(({ signal }) => watchFeed(brainswap, signal)),
      start: os.runs.start.handler(async ({ input }) => ({ id: await runs.start(input, origin) })),
      cancel: os.runs.cancel.handler(({ input }) => runs.cancel(known(input.id).id)),
      repeat: os.runs.repeat.handler(async ({ input }) => ({
        id: await runs.repeat(known(input.id).id, input.route, origin),
      })),
      openFolder: os.runs.openFolder.handler(async ({ input }) => {
        const { cwd } = known(input.id);
        if (!openFolder) return { opened: false, message: `Folders cannot be opened from here: ${cwd}` };
        try {
          await openFolder(cwd);
          return { opened: true, message: cwd };
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          return { opened: false, message: `Could not open ${cwd}: ${why}` };
        }
      }),
    },
    routing: {
      table: os.routing.table.handler(() => entries(routing.table())),
      set: os.routing.set.handler(({ input: { taskClass, ...rule } }) =>
        entries(routing.set(taskClass, rule)),
      ),
      remove: os.routing.remove.handler(({ input }) => entries(routing.remove(input.taskClass))),
      stats: os.routing.stats.handler(({ input }) => store.stats(input.days, Date.now())),
    },
    settings: {
      get: os.settings.get.handler(() => settings.get()),
      update: os.settings.update.handler(({ input }) => settings.update(input)),
    },
    status: os.status.handler(() => brainswap.status()),
  });
}

function entries(table: RoutingTable): RoutingEntry[] {
  return Object.entries(table)
    .map(([taskClass, rule]) => ({ taskClass, ...rule }))
    .sort((a, b) => (a.taskClass < b.taskClass ? -1 : 1));
}
