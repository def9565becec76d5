/** Routing: the table says what happened, an edited route is the one the next run takes, plots and table agree. */
import type { Locator, Page } from '@playwright/test';
import { expect, go, test } from './fixtures.ts';
import { quickTask, work } from './support/tasks.ts';

const classRow = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Task classes' }).getByRole('row').filter({ hasText: name }).first();

test('a route that is added here is the one that brainswap exec takes, and its runs come into the table', async ({
  page,
  place,
}) => {
  await page.getByRole('link', { name: 'Routing' }).click();
  await expect(page.getByText('No class has run yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add class' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a class' });
  await dialog.getByLabel('Task class').fill('Rename It');
  await dialog.getByRole('button', { name: 'Add class' }).click();
  await expect(dialog.getByRole('alert')).toContainText('lower case');
  await dialog.getByLabel('Task class').fill('rename');
  await dialog.getByRole('radio', { name: 'Local' }).click();
  await dialog.getByLabel('Verify command').fill('true');
  await dialog.getByRole('button', { name: 'Add class' }).click();
  await expect(dialog).toBeHidden();
  await expect(classRow(page, 'rename')).toContainText('Set to local; failures try again on cloud.');

  await place.brainswap(['exec', '--task', 'rename', ...work, quickTask]);
  expect(place.run()).toMatchObject({ route: 'local', requestedRoute: 'auto', verify: { command: 'true' } });
  await expect(classRow(page, 'rename')).toContainText('100% of 1');

  await page.getByRole('button', { name: 'Edit route of rename' }).click();
  const edit = page.getByRole('dialog', { name: 'Route of rename' });
  await edit.getByRole('radio', { name: 'Cloud' }).click();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(classRow(page, 'rename')).toContainText('Set to cloud.');
  await place.brainswap(['exec', '--task', 'rename', ...work, quickTask]);
  expect(place.runs().map((run) => run.route)).toEqual(['local', 'cloud']);

  await page.getByRole('button', { name: 'Edit route of rename' }).click();
  await edit.getByRole('button', { name: 'Remove' }).click();
  await expect(classRow(page, 'rename')).toContainText('Not in the routing table, so cloud.');
});

test('a route set in a terminal is seen here after coming back', async ({ page, place }) => {
  await place.brainswap(['route', 'set', 'judge', 'local']);
  await page.getByRole('link', { name: 'Routing' }).click();
  await expect(classRow(page, 'judge')).toContainText('Set to local');
  await expect(classRow(page, 'judge')).toContainText('No runs in this time');
});

test('plots and table have the same figures, and the address keeps which is shown', async ({
  seededPage: page,
}) => {
  await page.getByRole('link', { name: 'Routing' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+% of runs were local; about \$\d+\.\d\d not spent$/,
  );
  const plot = page.getByRole('figure', { name: 'Runs per day' });
  const drawn = plot.getByRole('img');
  await drawn.focus();
  const days: string[] = [];
  for (let day = 0; day < 14; day += 1) {
    await page.keyboard.press('ArrowLeft');
    days.push((await plot.getByRole('status').textContent()) ?? '');
  }
  expect(days[0]).toMatch(/^\w+ \d+ \w+: \d+ local, \d+ cloud$/);

  await page.keyboard.press('t');
  await expect(page).toHaveURL(/show=table/);
  const rows = page.getByRole('region', { name: 'Days as a table' }).getByRole('row');
  await expect(rows).toHaveCount(31);
  for (const [index, day] of days.entries()) {
    const row = rows.nth(index + 1);
    const cells = await row.getByRole('cell').allTextContents();
    expect(`${await row.getByRole('rowheader').textContent()}: ${cells[0]} local, ${cells[1]} cloud`).toBe(
      day,
    );
  }
  await page.reload();
  await expect(rows).toHaveCount(31);
});

test('the time range is asked for anew and stands in the address', async ({ seededPage: page }) => {
  await go(page, '/routing?show=table');
  await page.getByLabel('Time range').selectOption('Last 7 days');
  const rows = page.getByRole('region', { name: 'Days as a table' }).getByRole('row');
  await expect(rows).toHaveCount(8);
  await expect(page).toHaveURL(/days=7/);
  await expect(page.getByText(/runs in the last 7 days/)).toBeVisible();
});
