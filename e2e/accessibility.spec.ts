/** axe finds nothing serious on any page or dialog, light and dark, narrow and wide. */
import type { Page } from '@playwright/test';
import { expect, go, type Seeded, test } from './fixtures.ts';
import { seriousViolations } from './support/accessibility.ts';

interface Stop {
  name: string;
  open: (page: Page, seeded: Seeded) => Promise<void>;
}

const at = (path: (seeded: Seeded) => string) => async (page: Page, seeded: Seeded) => {
  await go(page, path(seeded));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

const dialog = (name: string, key: string): Stop => ({
  name,
  open: async (page) => {
    await go(page, '/');
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
  },
});

const stops: readonly Stop[] = [
  { name: 'Live', open: at(() => '/') },
  { name: 'Live without a match', open: at(() => '/?q=nothing+has+this') },
  { name: 'Run', open: at(({ runs }) => `/runs/${runs.rich}`) },
  { name: 'Run, going on', open: at(({ runs }) => `/runs/${runs.running}`) },
  { name: 'Run, failed', open: at(({ runs }) => `/runs/${runs.escalated[0]}`) },
  { name: 'Run, raw events', open: at(({ runs }) => `/runs/${runs.rich}?view=events`) },
  { name: 'Run, unknown', open: at(() => '/runs/0000000000000') },
  { name: 'Routing', open: at(() => '/routing') },
  { name: 'Routing as a table', open: at(() => '/routing?show=table') },
  { name: 'Settings', open: at(() => '/settings') },
  {
    name: 'Settings, refused',
    open: async (page) => {
      await go(page, '/settings');
      await page.getByLabel('Context length').fill('12');
      await page.getByRole('button', { name: 'Save settings' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  { name: 'Popover', open: at(() => '/popover') },
  dialog('New run', 'n'),
  dialog('Keys', '?'),
  dialog('Palette', 'Control+k'),
  {
    name: 'Route dialog',
    open: async (page) => {
      await go(page, '/routing');
      await page.getByRole('button', { name: 'Edit route of rename' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];

// Colours differ by theme and structure by width, so two of the four combinations see every one of each.
for (const [colorScheme, width] of [
  ['light', 360],
  ['dark', 1_600],
] as const) {
  test.describe(`${colorScheme}, ${width} wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });
    test('no serious violation', async ({ seededPage: page, seeded }) => {
      for (const stop of stops) {
        await test.step(stop.name, async () => {
          await stop.open(page, seeded);
          expect(await seriousViolations(page)).toEqual([]);
          if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
        });
      }
    });
  });
}
