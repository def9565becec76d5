/** A local run needs nothing beyond this machine, and tries nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { it } from '../support/it.ts';
import { noNamespace, runWithLoopbackOnly } from '../support/loopback-only.ts';

const Attempts = z.object({ withoutRoute: z.number(), datagrams: z.number() });
const Report = z.object({
  ended: z.object({ exitCode: z.number().nullable(), stdout: z.string(), stderr: z.string() }),
  calls: z.number(),
  before: Attempts,
  after: Attempts,
  /** After one attempt of our own, which shows that the counters count. */
  control: Attempts,
  outside: z.string(),
});

describe('a local run where there is no network but loopback', () => {
  it('succeeds, and neither connects nor asks for a name outside', async ({ place, skip }) => {
    skip(noNamespace !== null, noNamespace ?? '');
    const inside = fileURLToPath(new URL('../support/inside-namespace.ts', import.meta.url));

    const { exitCode, stdout, stderr } = await runWithLoopbackOnly(place, process.execPath, [
      '--disable-warning=ExperimentalWarning',
      inside,
    ]);

    expect([exitCode, stderr]).toEqual([0, '']);
    const report = Report.parse(JSON.parse(stdout));
    expect(report.outside).toBe('ENETUNREACH');
    expect(report.control.withoutRoute).toBeGreaterThan(report.after.withoutRoute);
    expect(report.ended.exitCode).toBe(0);
    expect(report.calls).toBe(3);
    expect(report.after).toEqual(report.before);
    expect(readFileSync(join(place.workspace, 'hello.txt'), 'utf8')).toBe('hi\n');
    expect(place.run()).toMatchObject({ status: 'succeeded', route: 'local', requestsOffMachine: 0 });
  });
});
