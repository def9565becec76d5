/** Settings: what is saved is in settings.json and in force; what cannot be used is refused beside its field. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../test/support/place.ts';
import { expect, test } from './fixtures.ts';
import { helloTask, work } from './support/tasks.ts';

const saved = (place: Place) => JSON.parse(readFileSync(join(place.brainswapHome, 'settings.json'), 'utf8'));

test.beforeEach(async ({ page }) => {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
});

test('a changed limit is saved to settings.json and ends the next run', async ({ page, place }) => {
  await expect(page.getByText('All saved')).toBeVisible();
  await page.getByLabel('Model calls in a run').fill('2');
  await expect(page.getByText('1 change not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved.')).toBeVisible();
  await expect(page.getByText('All saved')).toBeVisible();
  expect(saved(place)).toMatchObject({
    watchdog: { maxModelCalls: 2 },
    cloud: { apiKeyEnv: 'E2E_CLOUD_KEY' },
  });

  const ended = await place.brainswap(['exec', '--route', 'local', ...work, helloTask]);
  expect(ended, ended.stderr).toMatchObject({ exitCode: 1 });
  expect(place.run().failure?.message).toContain('asked the model more than 2 times');

  await page.reload();
  await expect(page.getByLabel('Model calls in a run')).toHaveValue('2');
});

test('an invalid value is named, keeps the focus, and saves nothing', async ({ page, place }) => {
  const before = saved(place);
  await page.getByLabel('Reference model').fill('gpt-5.2');
  await page.getByLabel('Context length').fill('12');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toHaveText('Context length must be at least 4,096 tokens.');
  await expect(page.getByText('1 field to mend: Context length')).toBeVisible();
  await expect(page.getByLabel('Context length')).toBeFocused();
  await expect(page.getByLabel('Context length')).toHaveAttribute('aria-invalid', 'true');
  expect(saved(place)).toEqual(before);

  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByLabel('Context length')).toHaveValue('32768');
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a route that was set meanwhile in a terminal is not overwritten', async ({ page, place }) => {
  await page.getByLabel('Reference model').fill('gpt-5.2');
  await place.brainswap(['route', 'set', 'judge', 'local']);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved.')).toBeVisible();
  expect(saved(place)).toMatchObject({ referenceModel: 'gpt-5.2', routes: { judge: { route: 'local' } } });
});
