/** `npm test`: lint, types, build, unit, integration, e2e; ends with one line that counts. The same on every machine and in CI. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { browserVariable, ensureBrowser } from './browser.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const results = 'test-results';
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failedSteps: string[] = [];

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  numFailedTestSuites: z.number(),
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Runs a tool of the project; true when it ended with 0. */
function run(name: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  process.stdout.write(`\n── ${name}\n`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  process.stdout.write(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)\n`,
  );
  if (status !== 0) failedSteps.push(name);
  return status === 0;
}

function add(tally: Tally): void {
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}

/** A step without a report, or with no test in it, has failed, whatever it printed. */
function count(name: string, read: () => Tally): void {
  try {
    const tally = read();
    if (tally.passed + tally.failed === 0) throw new Error('no test ran');
    add(tally);
  } catch (error) {
    failedSteps.push(`${name} (${error instanceof Error ? error.message : String(error)})`);
  }
}

function vitest(project: string): void {
  const file = join(results, `${project}.json`);
  run(project, 'vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  count(project, () => {
    const report = VitestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
    // A file that could not even be loaded has no failed test to count.
    const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0);
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
  });
}

function e2e(): void {
  const file = join(results, 'e2e.json');
  const browser = ensureBrowser();
  run('e2e', 'playwright', ['test', '--reporter=list,json'], {
    [browserVariable]: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  count('e2e', () => {
    const { stats } = PlaywrightReport.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  });
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
run('lint', 'biome', ['check', '--error-on-warnings', '.']);
run('types', 'npm', ['run', '--silent', 'typecheck']);
if (run('build', 'npm', ['run', '--silent', 'build'])) {
  vitest('unit');
  vitest('integration');
  try {
    e2e();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    failedSteps.push('e2e');
  }
}
if (failedSteps.length > 0) process.stdout.write(`\nFailed: ${failedSteps.join(', ')}\n`);
const failed = Math.max(total.failed, failedSteps.length > 0 ? 1 : 0);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${failed} failed${skipped}\n`);
process.exitCode = failed === 0 ? 0 : 1;
