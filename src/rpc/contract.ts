/**
 * What a window may ask of Brainswap. One contract for every transport: MessagePort in the app, WebSocket in the browser.
 * Browser-safe: it imports schemas only.
 */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  LiveText,
  RouteName,
  RouteRule,
  RoutingStats,
  Run,
  RunCounts,
  RunEvent,
  RunFilter,
  Settings,
  StartRunInput,
  SystemStatus,
  TaskClass,
} from '../core/schema/index.ts';

export const RunId = z.object({ id: z.string() });

/**
 * One coalesced batch for an open run page. The first batch is the snapshot: the newest events (at most 2,000 and about
 * 4 MiB), or those after `afterEventId`.
 */
export const RunPatch = z.object({
  run: Run.nullable(),
  events: z.array(RunEvent),
  /** In the first batch of a whole run: true when there are older events, to be had from `runs.events`. */
  earlier: z.boolean().optional(),
  /** All text being generated now; replaces what was sent before. Absent when unchanged. */
  live: z.array(LiveText).optional(),
});
export type RunPatch = z.infer<typeof RunPatch>;

/**
 * Runs that changed since the last batch, and the counts now. The first batch repeats the latest changes, so that nothing is lost
 * between a list and the feed.
 */
export const FeedPatch = z.object({ runs: z.array(Run), counts: RunCounts });
export type FeedPatch = z.infer<typeof FeedPatch>;

export const RoutingEntry = RouteRule.extend({ taskClass: TaskClass });
export type RoutingEntry = z.infer<typeof RoutingEntry>;

export const contract = {
  runs: {
    /**
     * Latest first; `cursor` is the id of the last run of the page before. Here and in the feed, long texts of a run (prompt,
     * output of its verification) are cut at 2,000 characters; `get` and `watch` have them whole.
     */
    list: oc
      .input(
        z.object({
          filter: RunFilter.default({}),
          cursor: z.string().nullable().default(null),
          limit: z.number().int().min(1).max(200).default(50),
        }),
      )
      .output(z.object({ runs: z.array(Run), nextCursor: z.string().nullable() })),
    get: oc.input(RunId).output(Run),
    /** All runs of a chain, first attempt first. */
    chain: oc.input(RunId).output(z.array(Run)),
    watch: oc
      .input(z.object({ id: z.string(), afterEventId: z.number().int().default(0) }))
      .output(eventIterator(RunPatch)),
    /** A page of events before `beforeEventId`, oldest first, for paging backwards through a long run. */
    events: oc
      .input(
        z.object({
          id: z.string(),
          beforeEventId: z.number().int(),
          limit: z.number().int().min(1).max(2_000).default(500),
        }),
      )
      .output(z.object({ events: z.array(RunEvent), earlier: z.boolean() })),
    feed: oc.output(eventIterator(FeedPatch)),
    start: oc.input(StartRunInput).output(RunId),
    cancel: oc.input(RunId).output(z.object({ accepted: z.boolean(), message: z.string() })),
    /** Starts the same prompt in the same folder again, on the given route. */
    repeat: oc.input(z.object({ id: z.string(), route: RouteName })).output(RunId),
    /** Opens the workspace in the system's file browser. */
    openFolder: oc.input(RunId).output(z.object({ opened: z.boolean(), message: z.string() })),
  },
  routing: {
    table: oc.output(z.array(RoutingEntry)),
    set: oc.input(RoutingEntry).output(z.array(RoutingEntry)),
    remove: oc.input(z.object({ taskClass: TaskClass })).output(z.array(RoutingEntry)),
    stats: oc.input(z.object({ days: z.number().int().min(1).max(366).default(30) })).output(RoutingStats),
  },
  settings: {
    get: oc.output(Settings),
    /** Replaces the settings as a whole; an invalid value is refused with the field's name. */
    update: oc.input(Settings).output(Settings),
  },
  status: oc.output(SystemStatus),
};
export type Contract = typeof contract;

export * from '../core/schema/index.ts';
