/** A dashboard over a throw-away store, in a state that is worth a picture. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBrainswap } from '../../src/core/brainswap.ts';
import { startDashboardServer } from '../../src/rpc/dashboard-server.ts';
import { type SeededRuns, seedRuns } from '../../test/fixtures/seed.ts';
import { type PartsName, partsOf } from '../dev-dashboard-parts.ts';

export interface Served {
  /** Link with its token. */
  url: string;
  /** Null where there are no runs. */
  runs: SeededRuns | null;
  close(): Promise<void>;
}

/** Serves the built pages. `full` has two weeks of runs and routes; the parts are as named, whatever this machine has. */
export async function serveForPictures(full: boolean, parts: PartsName): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'brainswap-pictures-'));
  const brainswap = createBrainswap({ env: { ...process.env, BRAINSWAP_HOME: folder }, version: '0.1.0' });
  if (full) {
    brainswap.routing.set('rename', { route: 'local', escalate: true, verify: 'npm run typecheck' });
    brainswap.routing.set('summarise', { route: 'local', escalate: false, verify: null });
    brainswap.routing.set('refactor', { route: 'cloud', escalate: true, verify: 'npm test' });
  }
  const runs = full ? seedRuns(brainswap.store, { now: Date.now() }) : null;
  const dashboard = await startDashboardServer({
    brainswap: {
      ...brainswap,
      status: async () => ({
        ...(await brainswap.status()),
        ...partsOf(parts),
        platform: 'darwin',
        dataFolder: '/Users/ada/Library/Application Support/Brainswap',
      }),
    },
    assetsFolder: resolve(import.meta.dirname, '../../out/renderer'),
  });
  return {
    url: dashboard.url,
    runs,
    close: async () => {
      await dashboard.close();
      await brainswap.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
