/** The Run page shows what the real Codex did: text, commands, files, plan, refusals, model calls, verification. */
import type { Page } from '@playwright/test';
import { expect, go, test } from './fixtures.ts';
import { answerCheck, work } from './support/tasks.ts';

const events = (page: Page) => page.getByRole('list', { name: 'Events' });
const entry = (page: Page, name: RegExp) => events(page).getByRole('button', { name });
const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });

test('an answer is rendered as Markdown, and HTML in it stays text', async ({ page, place }) => {
  await place.brainswap(['exec', '--route', 'local', ...work, '[rehearsal:markdown]']);
  await go(page, `/runs/${place.run().id}`);
  const list = events(page);
  await expect(list.getByRole('heading', { name: 'What changed' })).toBeVisible();
  await expect(list.getByRole('cell', { name: 'out of memory' })).toBeVisible();
  await expect(list.getByRole('code').filter({ hasText: 'export async function*' })).toBeVisible();
  await expect(list.getByRole('checkbox').first()).toBeChecked();
  const link = list.getByRole('link', { name: 'the SSE specification' });
  await expect(link).toHaveAttribute('rel', /noreferrer/);
  await expect(list.getByText('<b>this</b>')).toBeVisible();
});

test('a failed command shows its exit code and output; reasoning is folded until it is asked for', async ({
  page,
  place,
}) => {
  await place.brainswap(['exec', '--route', 'local', ...work, '[rehearsal:recover]']);
  await go(page, `/runs/${place.run().id}`);
  const failed = entry(page, /\$ cat notes\/today\.md.*exit 1/s);
  await expect(failed).toHaveAttribute('aria-expanded', 'true');
  await expect(events(page).getByRole('figure', { name: 'Output' }).first()).toContainText('No such file');
  const mended = entry(page, /\$ mkdir -p notes.*exit 0/s);
  await expect(mended).toHaveAttribute('aria-expanded', 'false');
  await mended.click();
  await expect(events(page).getByRole('figure', { name: 'Output' }).nth(1)).toContainText('- rehearse');

  const thinking = entry(page, /^Raw thinking/).first();
  await expect(thinking).toContainText('First look at the file');
  await expect(thinking).toHaveAttribute('aria-expanded', 'false');
  await thinking.click();
  await expect(thinking).toHaveAttribute('aria-expanded', 'true');
  await expect(events(page).getByText('First look at the file that the notes should be in.')).toBeVisible();
});

test('file changes are diffs, the plan is kept up to date, files are counted beside', async ({
  page,
  place,
}) => {
  await place.brainswap(['exec', '--route', 'local', ...work, '[rehearsal:patch]']);
  await go(page, `/runs/${place.run().id}`);
  const plan = entry(page, /^Plan/);
  await expect(plan).toContainText('3 steps, 3 done');
  await expect(events(page).getByRole('img', { name: 'Done' })).toHaveCount(3);
  const diff = events(page).getByRole('figure', { name: 'Diff of src/greet.ts' }).last();
  await expect(diff).toContainText(/removed: .*return `Hello \$\{name\}`;/);
  await expect(diff).toContainText(/added: .*return `Hello, \$\{name\.trim\(\)\}!`;/);
  const files = details(page).getByRole('region', { name: /^Files changed/ });
  await expect(files.getByRole('listitem').filter({ hasText: 'src/greet.ts' })).toContainText(
    '4 lines added',
  );
});

test('a call that Codex refused is told, though its own output hides it', async ({ page, place }) => {
  await place.brainswap(['exec', '--route', 'local', ...work, '[rehearsal:patch-refused]']);
  await go(page, `/runs/${place.run().id}`);
  const refused = entry(page, /^Codex refused/);
  await expect(refused).toContainText('apply_patch verification failed');
  await refused.click();
  await expect(events(page).getByRole('figure', { name: 'Arguments' })).toContainText('-three');
  await expect(events(page).getByText('The first patch did not fit; the second one did.')).toBeVisible();
});

test('model calls, usage and verification stand beside the timeline', async ({ page, place }) => {
  const command = ['exec', '--route', 'local', '--verify', answerCheck, ...work, '[rehearsal:verify-ok]'];
  await place.brainswap(command);
  const run = place.run();
  await go(page, `/runs/${run.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/^Verified/);
  const calls = details(page).getByRole('region', { name: 'Model calls (2)' });
  await expect(calls.getByRole('row')).toHaveCount(3);
  await expect(calls.getByRole('row').last()).toContainText(/%.*KB/);
  await expect(entry(page, /^Verified.*exit 0/s)).toBeVisible();
  await expect(details(page).getByRole('region', { name: 'Verify' })).toContainText(`${answerCheck}Passed`);
  await expect(events(page).getByText(/^Turn completed/)).toBeVisible();
  await expect(page.getByText(/k? in, \d+ out/).first()).toBeVisible();
  await expect(details(page)).toContainText('--route local');
  await expect(details(page)).toContainText('0 requests left this machine');
});

test('raw events are shown as they are stored, and can be walked and copied', async ({
  seededPage: page,
  seeded,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: seeded.origin });
  await go(page, `/runs/${seeded.runs.rich}`);
  await page.getByRole('tab', { name: 'Raw events' }).click();
  await expect(page).toHaveURL(/view=events/);
  const list = page.getByRole('list', { name: 'Raw events' });
  await list.getByRole('button', { name: /telemetry\.flush/ }).scrollIntoViewIfNeeded();
  await list.getByRole('button', { name: /telemetry\.flush/ }).click();
  const json = page.getByRole('region', { name: 'Event as JSON' });
  await expect(json).toContainText('"kind": "telemetry.flush"');
  await json.getByRole('button', { name: 'Copy event' }).click();
  await expect(page.getByText('Event copied.')).toBeVisible();
  const copied = JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()'));
  expect(copied).toMatchObject({ runId: seeded.runs.rich, body: { type: 'other', kind: 'telemetry.flush' } });
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
});

test('a message, a command and its output can be copied', async ({ seededPage: page, seeded, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: seeded.origin });
  await go(page, `/runs/${seeded.runs.rich}`);
  const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
  const command = events(page).getByRole('listitem').filter({ hasText: '$ sed -n 1,80p' });
  await command.getByRole('button', { name: /sed -n/ }).click();
  await command.getByRole('button', { name: 'Copy output' }).click();
  await expect.poll(clipboard).toContain("import { users } from './users';");
  await command.getByRole('button', { name: 'Copy command' }).click();
  await expect.poll(clipboard).toBe('sed -n 1,80p src/server/router.ts');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy run id' }).click();
  await expect.poll(clipboard).toBe(seeded.runs.rich);
});

test('a run that is not there is said to be so', async ({ seededPage: page }) => {
  await go(page, '/runs/0000000000000');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This run cannot be shown');
  await expect(page.getByRole('alert')).toContainText('0000000000000');
});
