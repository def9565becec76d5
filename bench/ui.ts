/**
 * Measures the Run page in a real browser while a run in another process writes 1,000 events a second into it, and the
 * same page at rest before and after. Goals: no frame over 50 ms after the first second; memory flat.
 *
 *   npm run build && node bench/ui.ts [--rate 1000] [--seconds 30] [--rest 15]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { ensureBrowser } from '../scripts/browser.ts';
import { openRunStore } from '../src/core/runs/index.ts';
import { seedRun } from '../test/fixtures/seed-run.ts';
import { measure, type Phase } from './ui/measure.ts';

const goalMs = 50;
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    rest: { type: 'string', default: '15' },
  },
});
const [rate, seconds, rest] = [Number(values.rate), Number(values.seconds), Number(values.rest)];

const home = mkdtempSync(join(tmpdir(), 'brainswap-bench-ui-'));
const env = { ...process.env, BRAINSWAP_HOME: home };
const store = openRunStore({ file: join(home, 'runs.db') });
const run = seedRun(Date.now(), {
  status: 'running',
  taskClass: 'refactor',
  prompt: 'Write as fast as you can.',
});
store.insert({ ...run, ownerPid: process.pid });
store.close();

const server = spawn(join(root, 'bin/brainswap'), ['serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const [link] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  await page.goto(link);
  await page.goto(new URL(`/#/runs/${run.id}`, link).href);
  await page.getByRole('region', { name: 'Timeline' }).waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });

  const subject = { browser, page, cdp };
  const wait = () => sleep(rest * 1_000);
  const before = await measure(subject, goalMs, 'at rest, before', wait);
  const busy = await measure(subject, goalMs, `${rate} events/s`, () => write(page));
  const after = await measure(subject, goalMs, 'at rest, after', wait);
  report([before, busy, after]);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(home, { recursive: true, force: true });
}

/** Runs the writer to its end, and waits until the page shows its last event. */
async function write(page: Page): Promise<void> {
  const script = join(import.meta.dirname, 'ui/writer.ts');
  const writer = spawn(process.execPath, [script, run.id, String(rate), String(seconds)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(writer, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The writer ended with ${code}.`);
  await page.getByText(`Event ${rate * seconds - 1}`, { exact: true }).waitFor({ timeout: 10_000 });
}

function report(phases: readonly Phase[]): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const rows: [name: string, figure: (phase: Phase) => string | number][] = [
    ['frames a second', ({ frames, seconds: over }) => (frames / over).toFixed(1)],
    ['longest gap between frames', ({ longestGapMs }) => ms(longestGapMs)],
    ['gaps over 50 ms', ({ gapsOverGoal }) => gapsOverGoal],
    ['frames over 50 ms', ({ longFrames }) => longFrames],
    ['longest such frame', ({ longestFrameMs }) => ms(longestFrameMs)],
    ['longest task, by the clock', ({ tasks }) => ms(tasks.longestClockMs)],
    ['longest task, CPU time', ({ tasks }) => ms(tasks.longestCpuMs)],
    ['tasks over 50 ms of CPU time', ({ tasks }) => tasks.overGoal],
    ['main thread busy', ({ busyShare }) => `${(busyShare * 100).toFixed(1)} %`],
    ['heap at 5 s', ({ early }) => mb(early.heapBytes)],
    ['heap at the end', ({ end }) => mb(end.heapBytes)],
    ['elements at 5 s', ({ early }) => early.elements],
    ['elements at the end', ({ end }) => end.elements],
    ['nodes at 5 s', ({ early }) => early.nodes],
    ['nodes at the end', ({ end }) => end.nodes],
  ];
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.table(
    Object.fromEntries(
      rows.map(([name, figure]) => [
        name,
        Object.fromEntries(phases.map((phase) => [phase.name, figure(phase)])),
      ]),
    ),
  );
  const result = {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    rate,
    goalMs,
    phases,
  };
  writeFileSync(join(root, 'bench/results/ui.json'), `${JSON.stringify(result, null, 2)}\n`);
}
