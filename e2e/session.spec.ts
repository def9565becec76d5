/** Who gets in: the printed link opens a session, its token stays nowhere, and everybody else is told what to do. */
import { expect, test } from './fixtures.ts';

test('the token leaves the address at once, and its history too', async ({ page, context, dashboard }) => {
  const token = new URL(dashboard.link).searchParams.get('token');
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(page.url()).toBe(`${dashboard.origin}/`);
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.goBack();
  await expect(page).toHaveURL(`${dashboard.origin}/`);
  const kept = JSON.stringify(await context.storageState());
  expect((await page.content()) + kept).not.toContain(token);
});

test('a second tab works through the cookie', async ({ page, context, dashboard }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing running');
  const second = await context.newPage();
  await second.goto(dashboard.origin);
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Nothing running');
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

test('without the cookie a page says what to do', async ({ context, dashboard, guard }) => {
  guard.allow(/Failed to load resource.*401/);
  const page = await context.newPage();
  const answer = await page.goto(dashboard.origin);
  expect(answer?.status()).toBe(401);
  await expect(page.getByRole('heading')).toHaveText('Open the link that Brainswap printed');
  await expect(page.getByText('brainswap serve --open')).toBeVisible();
});

test('a wrong token opens nothing', async ({ context, dashboard, guard }) => {
  guard.allow(/Failed to load resource.*401/);
  const page = await context.newPage();
  const answer = await page.goto(`${dashboard.origin}/?token=${'A'.repeat(43)}`);
  expect(answer?.status()).toBe(401);
  expect(await context.cookies()).toEqual([]);
});
