/** The popover of the menu bar at its own width: state, latest runs, the way to the dashboard; nothing sticks out. */
import { expect, go, test } from './fixtures.ts';

test.use({ viewport: { width: 360, height: 480 } });

test('it shows the state and the latest runs, the running ones first', async ({
  seededPage: page,
  seeded,
}) => {
  await go(page, '/popover');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^2 running/);
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();
  await expect(page.getByText('Rehearsal', { exact: true })).toBeVisible();
  const runs = page.getByRole('list', { name: 'Latest runs' }).getByRole('link');
  await expect(runs).toHaveCount(8);
  await expect(runs.nth(0)).toHaveAccessibleName(/^Running.*rename/);
  await expect(runs.nth(1)).toHaveAccessibleName(/^Verifying.*scaffold/);
  await expect(runs.nth(0)).toHaveAttribute('href', `#/runs/${seeded.runs.running}`);
  await expect(page.getByRole('link', { name: 'Open dashboard' })).toBeInViewport();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeInViewport();
});

test('nothing is wider than the window', async ({ seededPage: page, seeded }) => {
  for (const path of ['/popover', '/', `/runs/${seeded.runs.rich}`, '/routing', '/settings']) {
    await go(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // What a cut text hides does not count; a page that could be pushed sideways does.
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(360);
  }
});
