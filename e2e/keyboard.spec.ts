/** Everything can be done from the keyboard, and focus is always somewhere sensible. */
import type { Page } from '@playwright/test';
import { expect, go, test } from './fixtures.ts';
import { longTask, work } from './support/tasks.ts';

const rows = (page: Page) => page.getByRole('list', { name: 'Runs' }).getByRole('link');

test('g l, g r and g s go to the pages', async ({ seededPage: page }) => {
  for (const [key, path] of [
    ['r', '#/routing'],
    ['s', '#/settings'],
    ['l', '#/'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page).toHaveURL((url) => url.hash === path);
  }
});

test('n and ? open dialogs, Escape closes them and gives the focus back', async ({ seededPage: page }) => {
  const opener = page.getByRole('button', { name: 'New run' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await expect(dialog.getByLabel('Prompt')).toBeFocused();
  await page.keyboard.type('n?/ are letters here');
  await expect(dialog.getByLabel('Prompt')).toHaveValue('n?/ are letters here');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press('n');
  await expect(dialog).toBeVisible();
  for (let i = 0; i < 24; i += 1) await page.keyboard.press('Tab');
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByText('Filter runs')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(opener).toBeFocused();
});

test('a dialog that the palette or a menu opened has the focus, and gives it back to where it began', async ({
  seededPage: page,
  seeded,
}) => {
  const dialog = page.getByRole('dialog', { name: 'New run' });
  const opener = page.getByRole('link', { name: 'Routing' });
  await opener.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new run');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Prompt')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();

  await go(page, `/runs/${seeded.runs.failed}`);
  const menu = page.getByRole('button', { name: 'More actions' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'New run from this one' }).press('Enter');
  await expect(dialog.getByLabel('Prompt')).toBeFocused();
  await expect(dialog.getByLabel('Prompt')).toHaveValue(/^Create a Vite/);
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
});

test('/ goes to the filter, from another page too; Escape empties it, then leaves it', async ({
  seededPage: page,
}) => {
  const field = page.getByLabel('Filter by text');
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.type('n/');
  await expect(field).toHaveValue('n/');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).not.toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
});

test('Ctrl-K finds pages, actions and runs', async ({ seededPage: page, seeded }) => {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find pages, runs and actions' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('routing');
  await expect(palette.getByRole('option', { name: /^Go to Routing/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/routing$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Split `src/server/router.ts` by domain');
  const found = palette.getByRole('option').first();
  await expect(found).toContainText('Split `src/server/router.ts`');
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`#/runs/${seeded.runs.rich}$`));
});

test('j and k walk over the rows, Enter opens one, and then over what happened in it', async ({
  seededPage: page,
}) => {
  await page.keyboard.press('j');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows(page).nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.locator(':focus')).toHaveAccessibleName(
    /refactor|rename|scaffold|summarise|judge|no class/,
  );
  await page.keyboard.press('Home');
  await expect(rows(page).first()).toBeFocused();
  const name = (await rows(page).nth(1).getAttribute('href')) ?? '';
  await page.keyboard.press('j');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => name.endsWith(url.hash));
  await expect(page.getByRole('list', { name: 'Events' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('[data-entry]:focus')).toHaveCount(1);
});

test('. stops the run on its page', async ({ page, place }) => {
  const run = await place.startBrainswap(['exec', '--route', 'local', ...work, longTask]);
  await expect(rows(page)).toHaveCount(1);
  await go(page, `/runs/${place.run().id}`);
  await expect(page.getByText(/running 00:0/)).toBeVisible();
  await page.keyboard.press('.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Cancelled/);
  await run.ended;
});
