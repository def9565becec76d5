/** `test` with a world of its own: homes, the real Codex, stand-ins for runtime and cloud, a served dashboard, a guarded page. */
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { openRunStore } from '../src/core/runs/index.ts';
import { type Rehearsal, spawnRehearsal } from '../src/rehearsal/index.ts';
import { type SeededRuns, seedRuns } from '../test/fixtures/seed.ts';
import { createPlace, type Place } from '../test/support/place.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { type Guard, guardBrowser } from './support/guard.ts';

const cloudKey = 'e2e-cloud-key-19c4';

/** A dashboard over two weeks of believable runs; shared by a worker, so it is only to be looked at. */
export interface Seeded extends Dashboard {
  runs: SeededRuns;
}

interface WorkerFixtures {
  runtimeProcess: Rehearsal;
  cloudProcess: Rehearsal;
  seeded: Seeded;
}

interface TestFixtures {
  /** The rehearsal runtime, as after its start. */
  runtime: Rehearsal;
  cloud: Rehearsal;
  place: Place;
  dashboard: Dashboard;
  guard: Guard;
  /** Hosts that the browser may talk to. */
  hosts: Set<string>;
  /** A page of the seeded dashboard. */
  seededPage: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  runtimeProcess: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names it holds.
    async ({}, use) => {
      const server = await spawnRehearsal('runtime');
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  cloudProcess: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names it holds.
    async ({}, use) => {
      const server = await spawnRehearsal('cloud', { token: cloudKey });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  runtime: async ({ runtimeProcess }, use) => use(await fresh(runtimeProcess)),
  cloud: async ({ cloudProcess }, use) => use(await fresh(cloudProcess)),

  place: async ({ runtime, cloud }, use, { testId }) => {
    const place = createPlace(`e2e-${testId.replaceAll(/\W/g, '').slice(-12)}-`);
    settle(place, runtime, cloud);
    await use(place);
    await place.remove();
  },
  dashboard: async ({ place, hosts, context }, use) => {
    const dashboard = await startDashboard(place);
    hosts.add(`127.0.0.1:${dashboard.port}`);
    await use(dashboard);
    // Pages first: one that loses its server says so in the console.
    await Promise.all(context.pages().map((page) => page.close()));
    await dashboard.stop();
  },
  seeded: [
    async ({ runtimeProcess, cloudProcess }, use, { workerIndex }) => {
      const place = createPlace(`e2e-seeded-${workerIndex}-`);
      settle(place, runtimeProcess, cloudProcess, {
        rename: { route: 'local', escalate: true, verify: 'npm run typecheck' },
        summarise: { route: 'local', escalate: false, verify: null },
        refactor: { route: 'cloud', escalate: true, verify: 'npm test' },
      });
      const store = openRunStore({ file: join(place.brainswapHome, 'runs.db') });
      const runs = seedRuns(store, { now: Date.now() });
      store.close();
      const dashboard = await startDashboard(place);
      await use({ ...dashboard, runs });
      await dashboard.stop();
      await place.remove();
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names it holds.
  hosts: async ({}, use) => use(new Set()),
  guard: [
    async ({ context, hosts }, use) => {
      const guard = guardBrowser(context, hosts);
      await use(guard);
      expect(guard.complaints()).toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, dashboard }, use) => {
    await enter(page, dashboard);
    await use(page);
  },
  seededPage: async ({ context, seeded, hosts }, use) => {
    hosts.add(`127.0.0.1:${seeded.port}`);
    const page = await context.newPage();
    await enter(page, seeded);
    await use(page);
  },
});

export { expect };

/** Opens the printed link and waits until the page has heard from the server. */
export async function enter(page: Page, { link }: Pick<Dashboard, 'link'>): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('button', { name: /^Runtime: ?Ready/ })).toBeVisible();
}

/** Goes to an address behind the `#`, without loading the page anew. */
export async function go(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`#${path}`, page.url()).href);
}

/** The place's two routes lead to the stand-ins; its settings hold no secret, only the name of a variable. */
function settle(place: Place, runtime: Rehearsal, cloud: Rehearsal, routes: object = {}): void {
  place.settings({
    cloud: { baseUrl: cloud.url, model: 'gpt-5.2-codex', apiKeyEnv: 'E2E_CLOUD_KEY' },
    routes,
  });
  place.env.BRAINSWAP_RUNTIME_URL = runtime.url;
  place.env.E2E_CLOUD_KEY = cloudKey;
}

/** Puts back what a test before may have changed. */
async function fresh(server: Rehearsal): Promise<Rehearsal> {
  await server.behave({ refuse: false, responsesStatus: null, delayMs: 0, pauseFactor: 1 });
  await server.reset();
  return server;
}
