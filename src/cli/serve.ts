/** `brainswap serve`: the dashboard in the browser, over the same core as the app. Prints one line with its address. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Brainswap, createBrainswap } from '../core/brainswap.ts';
import { startDashboardServer } from '../rpc/dashboard-server.ts';
import { openPage, openWithSystem } from './open.ts';
import { packageRoot } from './package-root.ts';
import { version } from './version.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the dashboard on this machine; prints its address')
    .option('--port <number>', 'port on 127.0.0.1; 0 lets the system pick', '0')
    .option('--open', 'open it in the browser')
    .action(async (options: { port: string; open?: boolean }) => {
      const port = Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        throw new Error(`--port is a number from 0 to 65535, not ${options.port}.`);
      }
      const brainswap = createBrainswap({ env: process.env, version });
      const dashboard = await openDashboard(brainswap, port);
      process.stdout.write(`${dashboard.url}\n`);
      if (options.open) await openPage(dashboard.url);
      await untilSignal();
      await dashboard.close();
      await brainswap.dispose();
    });
}

/** Starts the server over the built pages. */
export function openDashboard(brainswap: Brainswap, port: number): ReturnType<typeof startDashboardServer> {
  const assetsFolder = join(packageRoot(), 'out/renderer');
  if (!existsSync(join(assetsFolder, 'index.html'))) {
    throw new Error(`The dashboard's pages are not built yet. Run: npm run build (in ${packageRoot()})`);
  }
  return startDashboardServer({ brainswap, port, assetsFolder, openFolder: openWithSystem });
}

/** Resolves at the first Ctrl-C or SIGTERM. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve());
  });
}
