/** The line goes down: the page says so, keeps what it shows, and goes on or says what to do. */
import { expect, test } from './fixtures.ts';
import { startDashboard } from './support/dashboard.ts';
import { helloTask, quickTask, work } from './support/tasks.ts';

test('a server that comes back with a new link: the page says what to do, and the link opens it again', async ({
  page,
  place,
  dashboard,
  context,
  guard,
}) => {
  guard.allow(/WebSocket connection to .* failed|ERR_CONNECTION_REFUSED|Failed to load resource.*401/);
  await place.brainswap(['exec', '--route', 'local', ...work, quickTask]);
  const rows = page.getByRole('list', { name: 'Runs' }).getByRole('link');
  await expect(rows).toHaveCount(1);
  await dashboard.kill();
  await expect(page.getByText('Reconnecting to Brainswap.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
  await expect(rows).toHaveCount(1);

  const again = await startDashboard(place, dashboard.port);
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This window may not talk to Brainswap yet',
  );
  await expect(page.getByText('brainswap serve --open')).toBeVisible();

  const second = await context.newPage();
  await second.goto(again.link);
  await expect(second.getByRole('list', { name: 'Runs' }).getByRole('link')).toHaveCount(1);
  // The cookie is the browser's, so the first window may talk again as well.
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(rows).toHaveCount(1);
  await place.brainswap(['exec', '--route', 'local', ...work, helloTask]);
  await expect(rows).toHaveCount(2);
  await expect(second.getByRole('list', { name: 'Runs' }).getByRole('link')).toHaveCount(2);
  await page.close();
  await second.close();
  await again.stop();
});
