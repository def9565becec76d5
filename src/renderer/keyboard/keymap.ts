/** Every key of the dashboard in one list: the handlers and the help dialog read the same. */

export type Command =
  | 'palette'
  | 'help'
  | 'new-run'
  | 'focus-filter'
  | 'go-live'
  | 'go-routing'
  | 'go-settings'
  | 'stop'
  | 'repeat-other'
  | 'follow'
  | 'raw-events'
  | 'toggle-table'
  | 'next-row'
  | 'previous-row'
  | 'save';

export interface KeyBinding {
  command: Command;
  /** One or two keys in turn; `mod+` stands for Command on a Mac, Control elsewhere. */
  keys: readonly string[];
  label: string;
  group: 'Everywhere' | 'Lists' | 'Run' | 'Routing and settings';
}

export const keymap: readonly KeyBinding[] = [
  { command: 'palette', keys: ['mod+k'], label: 'Find pages, runs and actions', group: 'Everywhere' },
  { command: 'new-run', keys: ['n'], label: 'New run', group: 'Everywhere' },
  { command: 'focus-filter', keys: ['/'], label: 'Filter runs', group: 'Everywhere' },
  { command: 'go-live', keys: ['g', 'l'], label: 'Go to Live', group: 'Everywhere' },
  { command: 'go-routing', keys: ['g', 'r'], label: 'Go to Routing', group: 'Everywhere' },
  { command: 'go-settings', keys: ['g', 's'], label: 'Go to Settings', group: 'Everywhere' },
  { command: 'help', keys: ['?'], label: 'Show all keys', group: 'Everywhere' },
  { command: 'next-row', keys: ['j'], label: 'Next row', group: 'Lists' },
  { command: 'previous-row', keys: ['k'], label: 'Previous row', group: 'Lists' },
  { command: 'stop', keys: ['.'], label: 'Stop the run', group: 'Run' },
  { command: 'repeat-other', keys: ['r'], label: 'Run again on the other route', group: 'Run' },
  { command: 'follow', keys: ['f'], label: 'Follow the end', group: 'Run' },
  { command: 'raw-events', keys: ['e'], label: 'Timeline or raw events', group: 'Run' },
  { command: 'toggle-table', keys: ['t'], label: 'Plots or table', group: 'Routing and settings' },
  { command: 'save', keys: ['mod+s'], label: 'Save settings', group: 'Routing and settings' },
];

/** Keys that controls handle themselves, for the help dialog. */
export const controlKeys: readonly { keys: string; label: string; group: KeyBinding['group'] }[] = [
  { keys: 'Enter', label: 'Open the row', group: 'Lists' },
  { keys: 'Home / End', label: 'First, last row', group: 'Lists' },
];
