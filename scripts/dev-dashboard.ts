/**
 * Serves the built dashboard over a throw-away store full of believable runs, to look at while working on it.
 *
 *   npm run build:app && node scripts/dev-dashboard.ts [--empty] [--parts ready|rehearsal|idle|down|missing] [--port N] [--pages folder]
 *   --stream N   also keeps one run going that gets N events a second
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBrainswap } from '../src/core/brainswap.ts';
import { startDashboardServer } from '../src/rpc/dashboard-server.ts';
import { seedRuns } from '../test/fixtures/seed.ts';
import { type PartsName, partsNames, partsOf } from './dev-dashboard-parts.ts';
import { streamInto } from './dev-dashboard-stream.ts';

const { values } = parseArgs({
  options: {
    empty: { type: 'boolean', default: false },
    pages: { type: 'string', default: join(import.meta.dirname, '../out/renderer') },
    parts: { type: 'string' },
    port: { type: 'string', default: '0' },
    stream: { type: 'string' },
  },
});
const parts = values.parts === undefined ? undefined : partsNames.find((name) => name === values.parts);
if (values.parts !== undefined && parts === undefined) {
  throw new Error(`--parts is one of ${partsNames.join(', ')}.`);
}

const folder = mkdtempSync(join(tmpdir(), 'brainswap-dev-'));
const brainswap = createBrainswap({
  env: { ...process.env, BRAINSWAP_HOME: folder },
  version: 'development',
});
brainswap.routing.set('rename', { route: 'local', escalate: true, verify: 'npm run typecheck' });
brainswap.routing.set('summarise', { route: 'local', escalate: false, verify: null });
brainswap.routing.set('refactor', { route: 'cloud', escalate: true, verify: 'npm test' });

const ids = values.empty ? null : seedRuns(brainswap.store, { now: Date.now() });
const dashboard = await startDashboardServer({
  brainswap: parts === undefined ? brainswap : withParts(parts),
  port: Number(values.port),
  assetsFolder: values.pages,
});
const streaming = values.stream === undefined ? null : streamInto(brainswap, Number(values.stream));
console.log(JSON.stringify({ url: dashboard.url, ids, streaming: streaming?.id ?? null }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    streaming?.stop();
    await dashboard.close();
    await brainswap.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** The same Brainswap, but with another runtime and Codex on screen than this machine has. */
function withParts(name: PartsName): typeof brainswap {
  return { ...brainswap, status: async () => ({ ...(await brainswap.status()), ...partsOf(name) }) };
}
