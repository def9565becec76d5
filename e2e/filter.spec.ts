/** The filter of the Live page: each part narrows the list, and the address holds it. */
import type { Page } from '@playwright/test';
import { expect, go, test } from './fixtures.ts';

const rows = (page: Page) => page.getByRole('list', { name: 'Runs' }).getByRole('link');
/** Every row has this name, and there are some. */
const all = (page: Page, pattern: RegExp) =>
  expect(async () => {
    const links = await rows(page).all();
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) await expect(link).toHaveAccessibleName(pattern, { timeout: 1 });
  }).toPass({ timeout: 10_000 });
const search = (page: Page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');

test('class, route, status and text narrow the list and stand in the address', async ({
  seededPage: page,
}) => {
  const bar = page.getByRole('search');
  await bar.getByLabel('Task class').selectOption('rename');
  await all(page, /rename/);
  await bar.getByLabel('Route').selectOption('local');
  await all(page, /rename.*local|local.*rename/s);
  await bar.getByLabel('Status').selectOption('Failed');
  await all(page, /Failed/);
  await bar.getByLabel('Filter by text').fill('userdto');
  await all(page, /UserDTO/);
  await expect
    .poll(() => Object.fromEntries(search(page)))
    .toEqual({
      class: 'rename',
      route: 'local',
      status: 'failed',
      q: 'userdto',
    });
  await bar.getByRole('button', { name: 'Clear filter' }).click();
  await expect(page).toHaveURL((url) => url.hash === '' || url.hash === '#/');
  await expect(rows(page).filter({ hasText: 'cloud' }).first()).toBeVisible();
});

test('an address with a filter shows what it says, after a reload too', async ({ seededPage: page }) => {
  await go(page, '/?class=judge&route=cloud');
  await expect(page.getByLabel('Task class')).toHaveValue('judge');
  await all(page, /judge/);
  await page.reload();
  await expect(page.getByLabel('Route')).toHaveValue('cloud');
  await all(page, /judge/);
});

test('a filter that nothing matches says so and can be cleared', async ({ seededPage: page }) => {
  await page.getByLabel('Filter by text').fill('no run says this');
  await expect(page.getByRole('heading', { name: 'No run matches the filter' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Clear filter' }).last().click();
  await expect(rows(page).first()).toBeVisible();
});

test('the number of running runs leads to them', async ({ seededPage: page }) => {
  await page.getByRole('link', { name: '2 running' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByLabel('Status')).toHaveValue('active');
});
