/** A run that goes on: text grows as the model writes it, the view follows the end until the person scrolls up. */
import type { Page } from '@playwright/test';
import { expect, go, test } from './fixtures.ts';
import { storyTask, work } from './support/tasks.ts';
import { writeRun } from './support/writer.ts';

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const distanceFromEnd = (page: Page): Promise<number> =>
  timeline(page).evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);

test('text of the model grows on the page while the real Codex waits for it', async ({
  page,
  place,
  runtime,
}) => {
  await runtime.behave({ pauseFactor: 3 });
  const run = await place.startBrainswap(['exec', '--route', 'local', ...work, storyTask]);
  await page.getByRole('list', { name: 'Runs' }).getByRole('link').click();
  await expect(timeline(page).getByText('Writing', { exact: true })).toBeVisible();
  await expect(timeline(page)).toContainText('The lighthouse that ran on its own');
  await expect(timeline(page)).toContainText('For forty years the lamp on the point');
  await expect(timeline(page)).not.toContainText('None of them ever knew');
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Running/);

  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Cancelled/);
  await expect(timeline(page).getByText('Writing', { exact: true })).toBeHidden();
  await run.ended;
});

test('the view follows the end, stops when the person scrolls up, and goes back with the pill', async ({
  page,
  place,
}) => {
  const writer = writeRun(place);
  writer.notes(1, 60);
  await go(page, `/runs/${writer.run.id}`);
  await expect(timeline(page).getByText('Note 60', { exact: true })).toBeInViewport();
  writer.notes(61, 80);
  await expect(timeline(page).getByText('Note 80', { exact: true })).toBeInViewport();
  expect(await distanceFromEnd(page)).toBeLessThan(2);

  await timeline(page).hover();
  await page.mouse.wheel(0, -600);
  const follow = page.getByRole('button', { name: 'Follow the end' });
  await expect(follow).toBeVisible();
  const seen = timeline(page).getByText('Note 60', { exact: true });
  const top = (await seen.boundingBox())?.y;
  expect(top).toBeGreaterThan(0);
  writer.notes(81, 120);
  const pill = page.getByRole('button', { name: 'New below' });
  await expect(pill).toBeVisible();
  expect((await seen.boundingBox())?.y).toBe(top);

  await pill.click();
  await expect(timeline(page).getByText('Note 120', { exact: true })).toBeInViewport();
  await expect(pill).toBeHidden();
  writer.notes(121, 130);
  await expect(timeline(page).getByText('Note 130', { exact: true })).toBeInViewport();

  await page.keyboard.press('Control+Home');
  writer.end();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Done/);
  writer.close();
});

test('live text grows downward and is replaced by the finished message', async ({ page, place }) => {
  const writer = writeRun(place);
  writer.event({ type: 'turn_started' });
  await go(page, `/runs/${writer.run.id}`);
  writer.live('The first words');
  await expect(timeline(page).getByText('The first words')).toBeVisible();
  writer.live('The first words, and some more');
  await expect(timeline(page).getByText('The first words, and some more')).toBeVisible();
  writer.event({ type: 'message', text: 'The first words, and some **more**.' });
  writer.end();
  await expect(timeline(page).getByText('The first words, and some more.')).toHaveCount(1);
  await expect(timeline(page).getByText('Writing', { exact: true })).toBeHidden();
  writer.close();
});

test('a long run opens at once with its newest events, and older ones can be loaded', async ({
  page,
  place,
}) => {
  const writer = writeRun(place);
  writer.notes(1, 2_300);
  await go(page, `/runs/${writer.run.id}`);
  await expect(timeline(page).getByText('Note 2300', { exact: true })).toBeInViewport();
  await timeline(page).evaluate((element) => {
    element.scrollTop = 0;
  });
  const first = timeline(page).getByText('Note 301', { exact: true });
  await expect(first).toBeInViewport();
  await page.getByRole('button', { name: 'Show earlier events' }).click();
  // While they are loaded the button says so.
  await expect(page.getByRole('button', { name: /earlier events/ })).toBeHidden();
  await expect(first).toBeInViewport();
  await timeline(page).evaluate((element) => {
    element.scrollTop = 0;
  });
  await expect(timeline(page).getByText('Note 1', { exact: true })).toBeVisible();
  writer.close();
});
