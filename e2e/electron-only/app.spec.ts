/** The menu-bar app itself: it starts, its window is sandboxed, and the dashboard speaks through the MessagePort. */
import { test as base, type ElectronApplication, _electron as electron, expect } from '@playwright/test';
import { findElectron } from '../../scripts/start/electron-binary.ts';
import { spawnRehearsal } from '../../src/rehearsal/index.ts';
import { createPlace, type Place } from '../../test/support/place.ts';
import { repositoryRoot } from '../../test/support/repository.ts';
import { helloTask } from '../support/tasks.ts';

const test = base.extend<{ place: Place; app: ElectronApplication }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names it holds.
  place: async ({}, use) => {
    const runtime = await spawnRehearsal('runtime');
    const place = createPlace('e2e-app-');
    place.env.BRAINSWAP_RUNTIME_URL = runtime.url;
    await use(place);
    await place.remove();
    await runtime.stop();
  },
  app: async ({ place }, use) => {
    const executablePath = findElectron(repositoryRoot);
    if (executablePath === null) throw new Error('This project is for machines with Electron’s binary.');
    const env = Object.fromEntries(
      Object.entries({ ...process.env, ...place.env }).filter(
        (pair): pair is [string, string] => pair[1] !== undefined,
      ),
    );
    const app = await electron.launch({ executablePath, args: [repositoryRoot], env });
    await use(app);
    await app.close();
  },
});

test('the window is sandboxed, loads our own address, and the dashboard answers through the port', async ({
  app,
  place,
}) => {
  // What a click on the dock icon does; the app itself begins without a window.
  const opened = app.waitForEvent('window');
  await app.evaluate(({ app: running }) => {
    running.emit('activate');
  });
  const page = await opened;
  await expect(page).toHaveURL('app://brainswap/#/');

  const sandboxed = await app.evaluate(({ app: running }) =>
    running
      .getAppMetrics()
      .filter(({ type }) => type === 'Tab')
      .map((process) => process.sandboxed),
  );
  // Electron tells it on macOS and Windows only.
  expect(sandboxed).toEqual([process.platform === 'linux' ? undefined : true]);
  expect(
    await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis)),
  ).toEqual([]);

  // Nothing of this could be on screen without the port: there is no server.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing running');
  await expect(page.getByRole('button', { name: /^Runtime: ?Ready/ })).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByLabel('Prompt').fill(helloTask);
  await dialog.getByLabel('Folder').fill(place.workspace);
  await dialog.getByRole('radio', { name: 'Local' }).click();
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(`Done ${helloTask}`);
  expect(place.run()).toMatchObject({ origin: 'app', status: 'succeeded', route: 'local' });
});

test('the page cannot leave, open windows, or fetch from the network', async ({ app }) => {
  const opened = app.waitForEvent('window');
  await app.evaluate(({ app: running }) => {
    running.emit('activate');
  });
  const page = await opened;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const outcome = await page.evaluate(async () => ({
    opened: window.open('https://example.com') !== null,
    fetched: await fetch('https://example.com').then(
      () => true,
      () => false,
    ),
  }));
  expect(outcome).toEqual({ opened: false, fetched: false });
  await page.evaluate(() => {
    location.href = 'https://example.com';
  });
  await expect(page).toHaveURL(/^app:\/\/brainswap\//);
  expect(app.windows()).toHaveLength(1);
});
