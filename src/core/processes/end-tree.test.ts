/** Ending trees: the rules on a made-up system, and real processes of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type EndStep,
  endTree,
  isAlive,
  listDescendants,
  type ProcessEntry,
  type ProcessSystem,
  platformSystem,
  runIdVariable,
  snapshotTree,
} from './index.ts';

const linux = process.platform === 'linux';
const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      await endTree({ pid: child.pid, signals: [] });
    }
  }
});

/** Starts a script in sh, waits for its first line, and returns it with all its descendants. */
async function start(script: string, environment: NodeJS.ProcessEnv = {}) {
  const child = spawn('sh', ['-c', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
    detached: true,
  });
  started.push(child);
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  return { child, pid, everyone: [{ pid }, ...(await listDescendants(pid))].map((entry) => entry.pid) };
}

describe('endTree on real processes', () => {
  it('ends a shell and its background children with the first signal and a sweep', async () => {
    const { pid, everyone } = await start('sleep 300 & sleep 301 & echo up; wait');
    expect(everyone).toHaveLength(3);
    const steps: EndStep[] = [];
    const { left } = await endTree({ pid, onStep: (step) => steps.push(step) });
    expect(left).toEqual([]);
    expect(everyone.filter((one) => isAlive(one))).toEqual([]);
    expect(steps[0]).toEqual({ phase: 'root', signal: 'SIGINT', pids: [pid] });
  });

  it('goes on to SIGTERM and SIGKILL for a tree that ignores what came before', async () => {
    const stubborn =
      "trap '' INT TERM; (trap '' INT TERM; while :; do sleep 1; done) & echo up; while :; do sleep 1; done";
    const { pid } = await start(stubborn);
    const steps: EndStep[] = [];
    const { seen, left } = await endTree({
      pid,
      signals: [
        { signal: 'SIGINT', waitMs: 50 },
        { signal: 'SIGTERM', waitMs: 50 },
        { signal: 'SIGKILL', waitMs: 2_000 },
      ],
      sweepWaitMs: 50,
      onStep: (step) => steps.push(step),
    });
    expect(left).toEqual([]);
    expect(seen.filter((one) => isAlive(one.pid, one.startedAt))).toEqual([]);
    expect(steps.map((step) => `${step.phase} ${step.signal}`)).toEqual(
      expect.arrayContaining(['root SIGINT', 'root SIGTERM', 'root SIGKILL', 'sweep SIGKILL']),
    );
  });

  it('finds children in sessions of their own that outlive the root', async () => {
    const { pid, everyone } = await start(
      'setsid sh -c "sleep 300 & setsid sleep 301 & wait" & sleep 0.3; echo up; wait',
    );
    expect(everyone.length).toBeGreaterThanOrEqual(4);
    const { left } = await endTree({ pid, signals: [{ signal: 'SIGKILL', waitMs: 2_000 }] });
    expect(left).toEqual([]);
    expect(everyone.filter((one) => isAlive(one))).toEqual([]);
  });

  it.runIf(linux)('finds orphans by their marker when the root is long gone', async () => {
    const marker = `files-${process.pid}-${Date.now()}`;
    const { child, pid } = await start('setsid setsid sleep 302 >/dev/null & sleep 0.3; echo up', {
      [runIdVariable]: marker,
    });
    if (child.exitCode === null) await once(child, 'exit');
    const other = await start('echo up; sleep 303', { [runIdVariable]: `${marker}-other` });
    const { seen, left } = await endTree({ pid, marker });
    expect(left).toEqual([]);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((one) => isAlive(one.pid, one.startedAt))).toEqual([]);
    expect(isAlive(other.pid)).toBe(true);
  });

  it('ends what was seen earlier of a tree whose root was killed by someone else', async () => {
    const { child, pid } = await start('setsid sleep 304 & sleep 0.2; echo up; wait');
    const { root, descendants } = await snapshotTree(pid);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const known = [...(root ? [root] : []), ...descendants];
    expect(known.filter((one) => isAlive(one.pid))).toHaveLength(1);
    expect((await endTree({ pid, known })).left).toEqual([]);
    expect(known.filter((one) => isAlive(one.pid))).toEqual([]);
  });

  it('wins against a tree that keeps starting children', async () => {
    const { pid } = await start(
      "trap '' TERM; (trap '' TERM; while :; do sleep 20 & sleep 0.02; done) & echo up; while :; do sleep 1; done",
    );
    const { seen, left } = await endTree({
      pid,
      signals: [{ signal: 'SIGKILL', waitMs: 1_000 }],
      sweepWaitMs: 100,
    });
    expect(left).toEqual([]);
    expect(seen.filter((one) => isAlive(one.pid, one.startedAt))).toEqual([]);
  });

  it('leaves a process alone that has the pid but not the start', async () => {
    const { pid } = await start('echo up; sleep 305');
    expect(await endTree({ pid, startedAt: 'long ago' })).toEqual({ seen: [], left: [] });
    expect(isAlive(pid)).toBe(true);
    expect(isAlive(pid, 'long ago')).toBe(false);
  });

  it('refuses own process, ancestors, 1, 0 and nonsense', async () => {
    for (const pid of [process.pid, process.ppid, 1, 0, -1, 1.5, Number.NaN]) {
      await expect(endTree({ pid })).rejects.toThrow(/not (ended|one that can be ended)/);
    }
  });

  it('counts a dead child that nobody has collected as ended', async () => {
    const { pid } = await start('sleep 0 & echo up; exec sleep 306');
    await sleep(100);
    expect(await listDescendants(pid)).toEqual([]);
  });
});

describe('endTree on a made-up system', () => {
  const row = (pid: number, parentPid: number): ProcessEntry => ({
    ...{ pid, parentPid, startedAt: `t${pid}`, groupPid: 50, sessionPid: 50, zombie: false, name: 'x' },
  });

  function fake(table: ProcessEntry[], onSignal: (pid: number) => void) {
    const signals: string[] = [];
    const system: ProcessSystem = {
      ownPid: 50,
      readTable: async () => [...table],
      readProcess: (pid) => table.find((entry) => entry.pid === pid) ?? null,
      carriesMarker: async () => false,
      signal: (pid, signal) => {
        signals.push(`${signal} ${pid}`);
        onSignal(pid);
      },
    };
    return { system, signals };
  }

  it('does not signal a stranger who got the pid between the look and the signal', async () => {
    const table = [row(50, 1), row(60, 50)];
    const { system, signals } = fake(table, () => {});
    const recycled: ProcessSystem = {
      ...system,
      readProcess: (pid) => ({ ...row(pid, 1), startedAt: 'new' }),
    };
    table[1] = row(60, 50);
    const { left } = await endTree({ pid: 60, signals: [], sweepWaitMs: 1, system: recycled });
    expect(signals).toEqual([]);
    expect(left.map((entry) => entry.pid)).toEqual([60]);
  });

  it('says who is left when signals are refused', async () => {
    const { system } = fake([row(50, 1), row(60, 50)], () => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    const { left } = await endTree({ pid: 60, sweepWaitMs: 1, system });
    expect(left.map((entry) => entry.pid)).toEqual([60]);
  });

  it('asks for the environment on Linux only', async () => {
    expect(await platformSystem('darwin').carriesMarker(process.pid, 'x')).toBe(false);
  });
});
