/** An escalation is one story of two runs: each tells of the other and leads to it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { answerCheck, answerTask, work } from './support/tasks.ts';

test('a local run that does not verify is put back and tried on cloud; both attempts link to each other', async ({
  page,
  place,
}) => {
  place.file('README.md', 'mine\n');
  const command = [
    'exec',
    '--task',
    'rename',
    '--route',
    'auto',
    '--verify',
    answerCheck,
    ...work,
    answerTask,
  ];
  await page.getByRole('link', { name: 'Routing' }).click();
  await page.getByRole('button', { name: 'Add class' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a class' });
  await dialog.getByLabel('Task class').fill('rename');
  await dialog.getByRole('radio', { name: 'Local' }).click();
  await dialog.getByRole('button', { name: 'Add class' }).click();
  await expect(page.getByText('rename now goes to local.')).toBeVisible();
  await page.getByRole('link', { name: 'Live' }).click();

  const ended = await place.brainswap(command);
  expect(ended.exitCode).toBe(0);
  expect(readFileSync(join(place.workspace, 'answer.txt'), 'utf8')).toBe('42\n');
  expect(readFileSync(join(place.workspace, 'README.md'), 'utf8')).toBe('mine\n');

  const rows = page.getByRole('list', { name: 'Runs' }).getByRole('link');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toHaveAccessibleName(/^Verified.*local\s*to\s*cloud/s);
  await expect(rows.last()).toHaveAccessibleName(/^Failed/);
  await rows.last().click();
  const attempts = page.getByRole('navigation', { name: 'Attempts' });
  await expect(attempts.getByRole('link', { name: 'Attempt 1, local' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page.getByRole('button', { name: /^Verify failed.*exit 1/s })).toBeVisible();
  await expect(page.getByText(/paths? of the workspace put back as before/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the cloud attempt' }).click();
  await expect(attempts.getByRole('link', { name: 'Attempt 2, cloud' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Verified/);
  await attempts.getByRole('link', { name: 'Attempt 1, local' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Failed/);
});
