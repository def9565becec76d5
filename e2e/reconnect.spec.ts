/** The line goes down: the page says so, keeps what it shows, and goes on or says what to do. */
import type { WebSocketRoute } from '@playwright/test';
import { enter, expect, test } from './fixtures.ts';
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

test('a line that breaks is opened again, and what came meanwhile is there', async ({
  context,
  place,
  dashboard,
  guard,
}) => {
  // The page finds out why it was refused by a plain request, which the server answers with 426.
  guard.allow(/Failed to load resource.*426/);
  const page = await context.newPage();
  let line: WebSocketRoute | null = null;
  let broken = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    line = socket;
    if (broken) void socket.close({ code: 1001 });
    else socket.connectToServer();
  });
  await enter(page, dashboard);
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  broken = true;
  await (line as WebSocketRoute | null)?.close({ code: 1001 });
  await expect(page.getByText('Reconnecting to Brainswap.')).toBeVisible();
  await place.brainswap(['exec', '--route', 'local', ...work, quickTask]);
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();

  broken = false;
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('link')).toHaveAccessibleName(/^Done/);
  await expect(page.getByText('Reconnecting to Brainswap.')).toBeHidden();
  await place.brainswap(['exec', '--route', 'local', ...work, quickTask]);
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('link')).toHaveCount(2);
});
