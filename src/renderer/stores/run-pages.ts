/** Pure steps of the run list: pages joined, changed runs put where they belong. Latest first, by id. */
import type { Run, RunFilter } from '../../rpc/contract.ts';
import { matchesFilter } from '../filter/index.ts';

/** Adds a page at the end; runs that are already there keep their newer state. */
export function appendPage(runs: readonly Run[], page: readonly Run[]): Run[] {
  const known = new Set(runs.map((run) => run.id));
  return [...runs, ...page.filter((run) => !known.has(run.id))].sort(latestFirst);
}

/**
 * Takes changed runs in: replaces, adds new ones, drops those that no longer match. A run older than the last loaded
 * one is left out while there are more pages to load: its page will bring it.
 */
export function takeChanges(
  runs: readonly Run[],
  changed: readonly Run[],
  filter: RunFilter,
  hasMore: boolean,
): Run[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const oldest = runs.at(-1)?.id;
  for (const run of changed) {
    if (!matchesFilter(run, filter)) byId.delete(run.id);
    else if (byId.has(run.id) || !hasMore || oldest === undefined || run.id > oldest) byId.set(run.id, run);
  }
  return [...byId.values()].sort(latestFirst);
}

function latestFirst(a: Run, b: Run): number {
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
