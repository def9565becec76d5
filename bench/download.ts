/**
 * Measures the downloader beside `curl` (one stream) and `@huggingface/hub`, on loopback, from the stand-in hub.
 * `node bench/download.ts [--megabytes 4000] [--files 40] [--rounds 1] [--folder /tmp]`
 *
 * Goals: at least 0.9 of curl on plain loopback; with 40 ms for each request and a rate limit for each connection at least
 * three times `@huggingface/hub`; less than 200 MB of memory. The limited part takes a tenth of the bytes.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { modelFolders } from '../src/core/models/index.ts';
import { type HubBehaviourChange, spawnRehearsal } from '../src/rehearsal/index.ts';

const { values: flags } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '4000' },
    files: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '1' },
    /** Where the copies go; they are deleted after each run. */
    folder: { type: 'string', default: tmpdir() },
  },
});
const repo = 'bench/brain-MLX';
const rounds = Number(flags.rounds);
const base = mkdtempSync(join(flags.folder, 'brainswap-bench-'));
// Bundled, as it ships: stripping types alone takes 40 MB. Below node_modules, so that packages are found from there.
const bundle = fileURLToPath(new URL('../node_modules/.cache/brainswap-bench/', import.meta.url));
const child = join(bundle, 'download-client.js');

interface Setting {
  name: string;
  behaviour: HubBehaviourChange;
  /** Part of the bytes. */
  share: number;
}
const settings: readonly Setting[] = [
  { name: 'plain loopback', behaviour: { latencyMs: 0, bytesPerSecond: null }, share: 1 },
  {
    name: '40 ms per request, 25 MB/s per connection',
    behaviour: { latencyMs: 40, bytesPerSecond: 25_000_000 },
    share: 0.1,
  },
];

interface Measure {
  seconds: number;
  /** Peak resident memory in bytes; null where it is not told. */
  memory: number | null;
}
type Client = 'ours' | 'curl' | '@huggingface/hub';
const results: { setting: string; client: Client; megabytesPerSecond: number; memoryMb: number | null }[] =
  [];

try {
  await bundleClient();
  for (const setting of settings) await measureSetting(setting);
  report();
} finally {
  rmSync(base, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
}

async function bundleClient(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: fileURLToPath(new URL('./download-client.ts', import.meta.url)),
      outDir: bundle,
      emptyOutDir: true,
      target: 'node22',
    },
    ssr: { noExternal: ['zod'], external: ['@huggingface/hub'] },
  });
}

async function measureSetting({ name, behaviour, share }: Setting): Promise<void> {
  const files = Number(flags.files);
  const bytes = Math.round((Number(flags.megabytes) * 1e6 * share) / files);
  const shards = { path: 'model-{n}.safetensors', bytes, count: files };
  const list = join(base, 'repos.json');
  writeFileSync(list, JSON.stringify([{ id: repo, files: [{ path: 'config.json', text: '{}' }, shards] }]));
  console.error(`${name}: making ${files} files of ${(bytes / 1e6).toFixed(0)} MB`);
  const hub = await spawnRehearsal('hub', { repos: list });
  try {
    await hub.behave(behaviour);
    const seconds = new Map<Client, number[]>();
    const clients: Client[] = ['curl', 'ours', '@huggingface/hub'];
    for (let round = 0; round < rounds; round++) {
      // In turn, beginning with another one each round, so that none always meets the warmer machine.
      for (const client of [...clients.slice(round % 3), ...clients.slice(0, round % 3)]) {
        const cache = mkdtempSync(join(base, 'cache-'));
        const measure = await run(client, hub.url, cache, files);
        rmSync(cache, { recursive: true, force: true });
        console.error(`  ${client}: ${measure.seconds.toFixed(2)} s`);
        seconds.set(client, [...(seconds.get(client) ?? []), measure.seconds]);
        const megabytesPerSecond = (bytes * files) / 1e6 / measure.seconds;
        const memoryMb = measure.memory === null ? null : Math.round(measure.memory / 1e6);
        results.push({ setting: name, client, megabytesPerSecond, memoryMb });
      }
    }
  } finally {
    await hub.stop();
  }
}

/** Each client as a process of its own, from its start to its end. */
async function run(client: Client, hub: string, cache: string, files: number): Promise<Measure> {
  const [program, ...args] =
    client === 'curl' ? curlCommand(hub, cache, files) : [process.execPath, child, client, repo, hub, cache];
  const began = performance.now();
  const { code, said } = await ended(program ?? '', args);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${client} failed: ${said.slice(-400)}`);
  const told = /peak (\d+)/.exec(said)?.[1];
  if (client === 'ours') checkWhole(cache, files);
  return { seconds, memory: told === undefined ? null : Number(told) };
}

/** One stream for all files, one after the other, over one kept connection. */
function curlCommand(hub: string, cache: string, files: number): string[] {
  const list = Array.from({ length: files }, (_, index) => {
    const name = `model-${String(index + 1).padStart(5, '0')}.safetensors`;
    return `url = "${hub}/${repo}/resolve/main/${name}"\noutput = "${join(cache, name)}"\n`;
  });
  const file = join(base, 'curl.conf');
  writeFileSync(file, list.join(''));
  return ['curl', '--silent', '--show-error', '--fail', '--location', '--config', file];
}

function ended(program: string, args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const started = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    started.on('error', reject);
    started.on('close', (code) => resolve({ code, said }));
  });
}

function checkWhole(cache: string, files: number): void {
  const { refs } = modelFolders(cache, repo);
  const commit = readFileSync(join(refs, 'main'), 'utf8');
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`The snapshot of ${files} files was not finished.`);
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
}

function report(): void {
  const rateOf = (setting: string, client: Client) =>
    median(
      results
        .filter((each) => each.setting === setting && each.client === client)
        .map((each) => each.megabytesPerSecond),
    );
  const memory = Math.max(
    ...results.filter(({ client }) => client === 'ours').map(({ memoryMb }) => memoryMb ?? 0),
  );
  const [plain = '', limited = ''] = settings.map(({ name }) => name);
  const goals = [
    { goal: 'of curl, plain loopback', value: rateOf(plain, 'ours') / rateOf(plain, 'curl'), atLeast: 0.9 },
    {
      goal: 'of @huggingface/hub, limited',
      value: rateOf(limited, 'ours') / rateOf(limited, '@huggingface/hub'),
      atLeast: 3,
    },
  ].map((each) => ({ ...each, value: Math.round(each.value * 100) / 100, met: each.value >= each.atLeast }));
  const cpu = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`;
  console.log(
    `${cpu}, Node ${process.version}; ${flags.megabytes} MB in ${flags.files} files, ${rounds} round(s)`,
  );
  console.table(
    results.map((each) => ({ ...each, megabytesPerSecond: Math.round(each.megabytesPerSecond) })),
  );
  console.table(goals);
  console.log(
    `Peak memory of ours: ${memory} MB; the goal is less than 200: ${memory < 200 ? 'met' : 'MISSED'}`,
  );
  const result = {
    cpu,
    node: process.version,
    megabytes: Number(flags.megabytes),
    files: Number(flags.files),
    rounds,
    results,
    goals,
    peakMemoryMb: memory,
  };
  writeFileSync(new URL('./results/download.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
}
