/**
 * Photographs every page of the dashboard, to be looked at; `--docs` writes the README's pictures instead.
 *
 *   npm run build:app && node scripts/screenshots.ts [folder] [--only live,routing] [--docs]
 *
 * Pictures show this machine's fonts. Those in docs/images were made with Inter standing for the system's font and VL Gothic
 * for Japanese, through a fontconfig file named in FONTCONFIG_FILE.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { ensureBrowser } from './browser.ts';
import type { PartsName } from './dev-dashboard-parts.ts';
import { type Served, serveForPictures } from './screenshots/served.ts';
import { type View, views } from './screenshots/views.ts';

type Theme = 'light' | 'dark';

const themes: readonly Theme[] = ['light', 'dark'];
/** Pixels: a popover, a tablet, a laptop, a large screen. */
const sizes = [
  { width: 360, height: 640 },
  { width: 768, height: 900 },
  { width: 1_280, height: 800 },
  { width: 1_600, height: 1_000 },
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, docs: { type: 'boolean', default: false } },
});
const folder = resolve(positionals[0] ?? (values.docs ? 'docs/images' : '.e2e/screenshots'));
const only = values.only?.split(',');
const chosen = views.filter((view) => only === undefined || only.includes(view.name));
if (chosen.length === 0)
  throw new Error(`--only takes some of: ${views.map((view) => view.name).join(', ')}`);
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  if (values.docs) await photographForDocs(browser);
  else {
    await photographAll(browser, 'full', 'ready');
    await photographAll(browser, 'empty', 'down');
  }
} finally {
  await browser.close();
}

async function photographAll(browser: Browser, store: 'full' | 'empty', parts: PartsName): Promise<void> {
  await withServed(store === 'full', parts, async (served) => {
    for (const theme of themes) {
      for (const size of sizes) {
        await withPage(browser, served, { ...size, theme }, async (page) => {
          for (const view of chosen) {
            const path = view.path(served.runs);
            if (path === null || (view.onlyWidth ?? size.width) !== size.width) continue;
            await show(page, view, path);
            await page.screenshot({ path: join(folder, `${view.name}-${store}-${theme}-${size.width}.png`) });
            // Closes what the view has opened, and takes the focus that it gave back.
            await page.keyboard.press('Escape');
            await page.evaluate('document.activeElement?.blur()');
          }
        });
        process.stdout.write(`${store} ${theme} ${size.width}\n`);
      }
    }
  });
}

async function photographForDocs(browser: Browser): Promise<void> {
  const pictures: [name: string, view: string, theme: Theme][] = [
    ['run-light', 'run-rich', 'light'],
    ['run-dark', 'run-rich', 'dark'],
    ['live-light', 'live', 'light'],
  ];
  await withServed(true, 'ready', async (served) => {
    for (const [name, wanted, theme] of pictures) {
      const view = views.find((each) => each.name === wanted);
      const path = view?.path(served.runs);
      if (!view || !path) throw new Error(`There is no view ${wanted}.`);
      await withPage(browser, served, { width: 1_280, height: 800, theme }, async (page) => {
        await show(page, view, path);
        await page.screenshot({ path: join(folder, `${name}.png`) });
      });
      process.stdout.write(`${join(folder, name)}.png\n`);
    }
  });
}

async function withServed(
  full: boolean,
  parts: PartsName,
  work: (served: Served) => Promise<void>,
): Promise<void> {
  const served = await serveForPictures(full, parts);
  try {
    await work(served);
  } finally {
    await served.close();
  }
}

interface Look {
  width: number;
  height: number;
  theme: Theme;
}

/** A page of its own, signed in; no motion, so that every picture shows an end state. */
async function withPage(
  browser: Browser,
  served: Served,
  { width, height, theme }: Look,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    await page.goto(served.url);
    await page.getByRole('button', { name: /^Runtime: ?(Ready|Down)/ }).waitFor();
    await work(page);
  } finally {
    await context.close();
  }
}

async function show(page: Page, view: View, path: string): Promise<void> {
  await page.goto(new URL(`#${path}`, page.url()).href);
  await page.locator('h1').first().waitFor();
  await page.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'detached' });
  // Two frames: one in which the data came, one in which the virtual list has measured it.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await view.prepare?.(page);
  // Answers to what the preparation asked for, and notices.
  await page.waitForTimeout(200);
}
