/** One set of specs, two projects: `browser` everywhere, `electron` where Electron's binary is on disk. */
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { ensureBrowser } from './scripts/browser.ts';

// Looked for on disk: `require('electron')` would try to download it.
const hasElectron = existsSync('node_modules/electron/dist');

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // CI machines stall now and then; a test that needed its second try is listed as flaky, not hidden.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: ensureBrowser(),
      args: [
        // As root, Chromium's own sandbox cannot start.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
  projects: [
    { name: 'browser', testIgnore: 'electron-only/**' },
    ...(hasElectron ? [{ name: 'electron', testMatch: 'electron-only/**' }] : []),
  ],
});
