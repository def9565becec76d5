/** Live: runs of every process appear and change; they can be found, stopped and run again. */
import { expect, test } from './fixtures.ts';
import { helloTask, longTask, quickTask, work } from './support/tasks.ts';

test('with no runs the page says what to do next', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing running');
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await expect(page.getByText(/^brainswap exec/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy command' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'New run' }).last().click();
  await expect(page.getByRole('dialog', { name: 'New run' })).toBeVisible();
});

test('a run of another process appears, changes and ends on the open page', async ({
  page,
  place,
  runtime,
}) => {
  await runtime.behave({ delayMs: 400 });
  const run = await place.startBrainswap([
    'exec',
    '--task',
    'scaffold',
    '--route',
    'local',
    ...work,
    helloTask,
  ]);
  const row = page.getByRole('list', { name: 'Runs' }).getByRole('link');
  await expect(row).toHaveAccessibleName(/^Running.*scaffold.*local.*Create hello/s);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 running');
  await expect(row).toContainText('hello.txt');
  await expect(row).toHaveAccessibleName(/^Done/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing running');
  await expect(page.getByText(/^1 run today, 1 local and 0 cloud/)).toBeVisible();
  expect((await run.ended).exitCode).toBe(0);
});

test('a long run is stopped from its page, and no process of it is left', async ({ page, place }) => {
  const run = await place.startBrainswap(['exec', '--route', 'local', ...work, longTask]);
  await page.getByRole('list', { name: 'Runs' }).getByRole('link').click();
  await expect(page.getByRole('list', { name: 'Events' }).getByText(/running 00:0/)).toBeVisible();
  const sleeping = () => place.processes().filter(({ command }) => command.startsWith('sleep 30'));
  await expect.poll(() => sleeping().length).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(`Cancelled ${longTask}`);
  expect((await run.ended).exitCode).not.toBe(0);
  expect(sleeping()).toEqual([]);
  expect(place.run()).toMatchObject({ status: 'cancelled' });
  await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden();
});

test('a run goes again on the other route, in the same folder', async ({ page, place }) => {
  await place.brainswap(['exec', '--task', 'judge', '--route', 'local', ...work, quickTask]);
  await page.getByRole('list', { name: 'Runs' }).getByRole('link').click();
  const first = page.url();
  await page.getByRole('button', { name: 'Run again on cloud' }).click();
  await expect(page).not.toHaveURL(first);
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(`Done ${quickTask}`);
  const [local, cloud] = place.runs();
  expect(cloud).toMatchObject({
    route: 'cloud',
    status: 'succeeded',
    prompt: quickTask,
    cwd: local?.cwd,
    taskClass: 'judge',
    parentId: local?.id,
    parentKind: 'repeat',
    sandbox: local?.sandbox,
  });
});
