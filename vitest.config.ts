/** Unit tests lie beside the code; integration tests (real Codex, real processes) in test/. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'src/**/*.test.tsx',
            'scripts/**/*.test.ts',
            'test/architecture/**/*.test.ts',
          ],
          environment: 'node',
          // Property tests and small processes take their time on a busy machine of two cores; nothing here asserts time.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // It imports `electron`, which a mock replaces only in what Vitest transforms; the real one would start a download.
          server: { deps: { inline: ['electron-store'] } },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/build.ts'],
          environment: 'node',
          testTimeout: 90_000,
          // Real processes on a CI machine that stalls now and then; at a desk every failure shows at once.
          retry: process.env.CI ? 1 : 0,
          hookTimeout: 60_000,
          // Two cores, and each test starts several real processes.
          maxWorkers: 2,
        },
      },
    ],
  },
});
