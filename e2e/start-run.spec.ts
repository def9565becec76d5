/** The main job from the dashboard: the real Codex makes a file on a local runtime, seen live. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { helloTask } from './support/tasks.ts';

test('a run started from the dialog is seen live until it is done, and makes the file', async ({
  page,
  place,
}) => {
  await page.getByRole('button', { name: 'New run' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByLabel('Prompt').fill(helloTask);
  await dialog.getByLabel('Folder').fill(place.workspace);
  await dialog.getByLabel('Task class').fill('scaffold');
  await dialog.getByRole('radio', { name: 'Local' }).click();
  await dialog.getByRole('button', { name: 'Start run' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(`Running ${helloTask}`);
  const events = page.getByRole('list', { name: 'Events' });
  await expect(events.getByText(/printf 'hi/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Done after');

  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(`Done ${helloTask}`);
  expect(readFileSync(join(place.workspace, 'hello.txt'), 'utf8')).toBe('hi\n');
  const run = place.run();
  expect(run).toMatchObject({ origin: 'dashboard', taskClass: 'scaffold', route: 'local', exitCode: 0 });
  expect(page.url()).toContain(`#/runs/${run.id}`);
  await expect(page.getByText('0 requests left this machine').first()).toBeVisible();
  await expect(page.getByText('Rehearsal').first()).toBeVisible();

  await page.getByRole('link', { name: 'Live' }).click();
  const row = page.getByRole('list', { name: 'Runs' }).getByRole('link');
  await expect(row).toHaveAccessibleName(/Done.*scaffold.*local.*Create hello\.txt/s);
});

test('what is missing is said beside its field, and nothing starts', async ({ page, place }) => {
  await page.getByRole('button', { name: 'New run' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByLabel('Folder').fill('app');
  await dialog.getByLabel('Task class').fill('Big Task');
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(dialog.getByText('Say what Codex should do.')).toBeVisible();
  await expect(dialog.getByText('Give the whole path of the folder, from the root.')).toBeVisible();
  await expect(dialog.getByText(/^A task class is up to 64 lower case letters/)).toBeVisible();
  expect(place.runs()).toEqual([]);
});

test('a folder that is not there is refused in words', async ({ page, place }) => {
  await page.getByRole('button', { name: 'New run' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByLabel('Prompt').fill(helloTask);
  await dialog.getByLabel('Folder').fill(join(place.workspace, 'nowhere'));
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(dialog.getByRole('alert')).toContainText('nowhere');
  await expect(dialog).toBeVisible();
});
