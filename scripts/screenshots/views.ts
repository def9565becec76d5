/** What is photographed: each page and dialog, and how to come to it. */
import type { Page } from '@playwright/test';
import type { SeededRuns } from '../../test/fixtures/seed.ts';

export interface View {
  name: string;
  /** Pixels, where it is meant for one width alone. */
  onlyWidth?: number;
  /** Address behind the `#`; null when this store has no such page. */
  path: (runs: SeededRuns | null) => string | null;
  /** What to do there before the picture. */
  prepare?: (page: Page) => Promise<void>;
}

const always = (path: string) => () => path;
const ofRun = (pick: (runs: SeededRuns) => string, query = '') => {
  return (runs: SeededRuns | null) => runs && `/runs/${pick(runs)}${query}`;
};
const top = async (page: Page): Promise<void> => {
  await page.getByRole('region', { name: 'Timeline' }).evaluate((element) => {
    element.scrollTop = 0;
  });
};

export const views: readonly View[] = [
  { name: 'live', path: always('/') },
  { name: 'live-filter-none', path: always('/?q=nothing+has+this') },
  {
    name: 'new-run',
    path: always('/'),
    prepare: async (page) => {
      await page.keyboard.press('n');
      await page.getByRole('button', { name: 'Start run' }).click();
    },
  },
  {
    name: 'palette',
    path: always('/'),
    prepare: (page) => page.getByRole('button', { name: 'Find pages, runs and actions' }).click(),
  },
  { name: 'keys', path: always('/'), prepare: (page) => page.keyboard.press('?') },
  {
    name: 'state',
    path: always('/'),
    prepare: (page) =>
      page
        .getByRole('button', { name: /^Runtime/ })
        .first()
        .click(),
  },
  { name: 'run-rich', path: ofRun((runs) => runs.rich), prepare: top },
  { name: 'run-rich-end', path: ofRun((runs) => runs.rich), prepare: (page) => page.keyboard.press('f') },
  { name: 'run-details', path: ofRun((runs) => runs.rich, '?view=details') },
  { name: 'run-events', path: ofRun((runs) => runs.rich, '?view=events') },
  { name: 'run-running', path: ofRun((runs) => runs.running) },
  { name: 'run-verifying', path: ofRun((runs) => runs.verifying) },
  { name: 'run-failed', path: ofRun((runs) => runs.failed) },
  { name: 'run-escalated', path: ofRun((runs) => runs.escalated[0]) },
  { name: 'run-interrupted', path: ofRun((runs) => runs.interrupted) },
  { name: 'run-unknown', path: always('/runs/0000000000000') },
  { name: 'routing', path: always('/routing') },
  { name: 'routing-table', path: always('/routing?show=table') },
  {
    name: 'routing-add',
    path: always('/routing'),
    prepare: (page) => page.getByRole('button', { name: 'Add class' }).click(),
  },
  { name: 'settings', path: always('/settings') },
  {
    name: 'settings-wrong',
    path: always('/settings'),
    prepare: async (page) => {
      await page.getByLabel('Context length').fill('12');
      await page.getByRole('button', { name: 'Save settings' }).click();
    },
  },
  { name: 'no-page', path: always('/nowhere') },
  { name: 'popover', onlyWidth: 360, path: always('/popover') },
];
