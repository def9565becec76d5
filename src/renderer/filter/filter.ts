/** The filter of the Live page: to and from the URL, and the same test the store makes. */
import type { Run, RunFilter } from '../../rpc/contract.ts';

/** What the URL of the Live page carries; every part is optional. */
export interface FilterSearch {
  class?: string;
  route?: 'local' | 'cloud';
  status?: NonNullable<RunFilter['status']>;
  q?: string;
}

/** The statuses one can filter by, with their words, in the order of the menu. */
export const statusChoices: readonly { value: NonNullable<RunFilter['status']>; label: string }[] = [
  { value: 'active', label: 'Active' },
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'interrupted', label: 'Interrupted' },
  { value: 'running', label: 'Running' },
  { value: 'verifying', label: 'Verifying' },
];

/** Reads what is valid out of a URL's parameters and drops the rest. */
export function parseFilterSearch(search: Record<string, unknown>): FilterSearch {
  const parsed: FilterSearch = {};
  const taskClass = text(search.class);
  if (taskClass !== '') parsed.class = taskClass;
  if (search.route === 'local' || search.route === 'cloud') parsed.route = search.route;
  const status = statusChoices.find((choice) => choice.value === search.status);
  if (status) parsed.status = status.value;
  const q = text(search.q);
  if (q !== '') parsed.q = q;
  return parsed;
}

/** The filter the store understands. */
export function toRunFilter(search: FilterSearch): RunFilter {
  const filter: RunFilter = {};
  if (search.class) filter.taskClass = search.class;
  if (search.route) filter.route = search.route;
  if (search.status) filter.status = search.status;
  if (search.q?.trim()) filter.text = search.q.trim();
  return filter;
}

export function isFiltered(search: FilterSearch): boolean {
  return Object.keys(toRunFilter(search)).length > 0;
}

/** Would the store list this run under this filter? Decides where a changed run belongs without asking. */
export function matchesFilter(run: Run, filter: RunFilter): boolean {
  if (filter.taskClass !== undefined && run.taskClass !== filter.taskClass) return false;
  if (filter.route !== undefined && run.route !== filter.route) return false;
  if (filter.status !== undefined && !matchesStatus(run, filter.status)) return false;
  if (filter.text === undefined) return true;
  const needle = filter.text.toLowerCase();
  return [run.prompt, run.cwd, run.taskClass ?? '', run.model ?? ''].some((hay) =>
    hay.toLowerCase().includes(needle),
  );
}

function matchesStatus(run: Run, status: NonNullable<RunFilter['status']>): boolean {
  if (status === 'active') return run.status === 'running' || run.status === 'verifying';
  return run.status === status;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 500) : '';
}
