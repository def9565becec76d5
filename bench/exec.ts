/**
 * Measures `brainswap exec` beside `codex exec`, on the same script and with the same arguments for Codex.
 * `npm run build:cli && node bench/exec.ts [--rounds 25] [--memory-rounds 5]`
 *
 * The task is three model calls and two commands, answered at once by the rehearsal runtime, so that only start, work and
 * end of the programs count. Goal: at most 1.10 of the wall time of `codex exec` as a person types it.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { locateCodex } from '../src/core/codex/index.ts';
import { type Rehearsal, spawnRehearsal } from '../src/rehearsal/index.ts';
import { helloTask, localJson } from '../test/support/arguments.ts';
import { createPlace, type Place } from '../test/support/place.ts';
import { startProgram } from '../test/support/program.ts';
import { brainswapProgram, codexProgram, repositoryRoot } from '../test/support/repository.ts';
import { type CodexCall, recordCodex } from '../test/support/shim.ts';
import { peakMemory } from './exec-memory.ts';
import { median, quantile, table } from './statistics.ts';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '25' },
    'memory-rounds': { type: 'string', default: '5' },
  },
});

interface Contestant {
  name: string;
  program: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  milliseconds: number[];
  /** Bytes. */
  memory: number[];
}

if (!existsSync(join(repositoryRoot, 'out/cli/brainswap.js'))) {
  throw new Error('The command line is not built. Run: npm run build:cli');
}
const place = createPlace('bench-');
const runtime = await spawnRehearsal('runtime');
try {
  const contestants = await prepare(place, runtime);
  await race(contestants, 2, false);
  for (const one of contestants) one.milliseconds = [];
  await race(contestants, Number(flags.rounds), false);
  if (process.platform === 'linux') await race(contestants, Number(flags['memory-rounds']), true);
  report(contestants);
} finally {
  await runtime.stop();
  await place.remove();
}

/** Lets Brainswap run once to learn what it gives to Codex, which then gets the very same without it. */
async function prepare({ env }: Place, server: Rehearsal): Promise<Contestant[]> {
  const shim = recordCodex(place);
  const args = localJson(server, helloTask);
  await (await startProgram(brainswapProgram, args, { cwd: place.workspace, env })).ended;
  const [call] = shim.calls();
  if (!call) throw new Error('Brainswap did not start Codex.');
  rmSync(join(place.bin, 'codex'));
  const direct = withoutRelay(call, server);
  const native = locateCodex({ configured: codexProgram, env });
  const measures = () => ({ milliseconds: [], memory: [] });
  return [
    { name: 'brainswap exec', program: brainswapProgram, args, env, ...measures() },
    { name: 'codex exec', program: codexProgram, ...direct, ...measures() },
    {
      name: 'codex exec, native binary',
      program: native.executable,
      args: direct.args,
      env: { ...direct.env, ...native.environment },
      ...measures(),
    },
  ];
}

function withoutRelay({ args, env }: CodexCall, { url }: Rehearsal): Pick<CodexCall, 'args' | 'env'> {
  return { args: args.map((token) => token.replaceAll(/http:\/\/127\.0\.0\.1:\d+\/v1/g, url)), env };
}

/** Every contestant once a round, each round in another order. */
async function race(contestants: Contestant[], rounds: number, measureMemory: boolean): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contestants.length;
    for (const one of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const hello = join(place.workspace, 'hello.txt');
      rmSync(hello, { force: true });
      const started = performance.now();
      const running = await startProgram(one.program, one.args, { cwd: place.workspace, env: one.env });
      const peak = measureMemory ? peakMemory(running.pid, running.ended) : null;
      const { exitCode, stderr } = await running.ended;
      const elapsed = performance.now() - started;
      if (exitCode !== 0 || !existsSync(hello)) throw new Error(`${one.name} failed: ${stderr}`);
      if (peak) one.memory.push(await peak);
      else one.milliseconds.push(elapsed);
    }
  }
}

/** Ratios of rounds: what else the machine does at a time falls on both sides of each. */
function ratios(over: Contestant, under: Contestant): number[] {
  return over.milliseconds.map((ms, round) => ms / (under.milliseconds[round] ?? Number.NaN));
}

function report(contestants: Contestant[]): void {
  const [brainswap, typed, native] = contestants;
  if (!brainswap || !typed || !native) return;
  const rows = contestants.map(({ name, milliseconds, memory }) => ({
    name,
    medianMs: Math.round(median(milliseconds)),
    quartilesMs: [quantile(milliseconds, 0.25), quantile(milliseconds, 0.75)].map(Math.round),
    minimumMs: Math.round(Math.min(...milliseconds)),
    peakMemoryMb: memory.length === 0 ? null : Math.round(median(memory) / 1e6),
  }));
  const compared = [typed, native].map((other) => {
    const list = ratios(brainswap, other);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => Number(quantile(list, part).toFixed(3)));
    return { against: other.name, median: middle, quartiles: [low, high], rounds: list.length };
  });
  process.stdout.write(
    table([
      ['', 'median', 'quartiles', 'fastest', 'peak memory'],
      ...rows.map((row) => [
        row.name,
        `${row.medianMs} ms`,
        `${row.quartilesMs.join(' to ')} ms`,
        `${row.minimumMs} ms`,
        row.peakMemoryMb === null ? 'not measured' : `${row.peakMemoryMb} MB`,
      ]),
    ]),
  );
  for (const { against, median: middle, quartiles, rounds } of compared) {
    process.stdout.write(
      `brainswap exec / ${against}: ${middle} (quartiles ${quartiles.join(' to ')}, ${rounds} rounds)\n`,
    );
  }
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg() };
  mkdirSync(join(repositoryRoot, 'bench/results'), { recursive: true });
  writeFileSync(
    join(repositoryRoot, 'bench/results/exec.json'),
    `${JSON.stringify({ at: new Date().toISOString(), machine, rows, ratios: compared }, null, 2)}\n`,
  );
}
