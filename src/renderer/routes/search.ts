/** What the addresses of the Run and Routing pages carry behind the question mark. */

export type RunView = 'timeline' | 'details' | 'events';

/** The view of a run; the timeline is not written out. */
export function parseRunSearch(search: Record<string, unknown>): { view?: Exclude<RunView, 'timeline'> } {
  return search.view === 'events' || search.view === 'details' ? { view: search.view } : {};
}

/** Days that the Routing page can look back. */
export const dayChoices = [7, 30, 90] as const;
export type DayChoice = (typeof dayChoices)[number];

export interface RoutingSearch {
  days?: DayChoice;
  show?: 'table';
}

export function parseRoutingSearch(search: Record<string, unknown>): RoutingSearch {
  const parsed: RoutingSearch = {};
  const days = dayChoices.find((choice) => choice === Number(search.days));
  if (days !== undefined) parsed.days = days;
  if (search.show === 'table') parsed.show = 'table';
  return parsed;
}
