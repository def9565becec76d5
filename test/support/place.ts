/** A world of its own for one test: HOME, BRAINSWAP_HOME, CODEX_HOME, workspace, PATH. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { openRunStore, type RunStore } from '../../src/core/runs/index.ts';
import type { Run, RunEvent } from '../../src/core/schema/index.ts';
import { type FoundProcess, processesWith } from './processes.ts';
import { type Ended, type Running, type RunOptions, runProgram, startProgram } from './program.ts';
import { brainswapProgram, codexProgram, toolFolder } from './repository.ts';
import { until } from './until.ts';

type Options = Partial<RunOptions>;

export interface Place {
  readonly root: string;
  readonly home: string;
  readonly brainswapHome: string;
  readonly codexHome: string;
  readonly workspace: string;
  /** First on PATH; empty. */
  readonly bin: string;
  /** Change it to change what the programs below see. */
  readonly env: NodeJS.ProcessEnv;
  brainswap(args: readonly string[], options?: Options): Promise<Ended>;
  startBrainswap(args: readonly string[], options?: Options): Promise<Running>;
  /** The real Codex CLI, as found on PATH. */
  codex(args: readonly string[], options?: Options): Promise<Ended>;
  startCodex(args: readonly string[], options?: Options): Promise<Running>;
  /** Writes settings.json. */
  settings(settings: object): void;
  /** Writes a file below the workspace, or below `below`. */
  file(path: string, content: string | Uint8Array, below?: string): void;
  /** Runs of the store, oldest first. */
  runs(): Run[];
  /** The only run there is. */
  run(): Run;
  events(runId: string): RunEvent[];
  /** What a person sees of a run: of events with the same key only the last one. */
  shown(runId: string): RunEvent[];
  /** Processes that were started in this place and still run. */
  processes(): FoundProcess[];
  /** Throws when a process is left over; ends it, and removes the place in any case. */
  remove(): Promise<void>;
}

/** Not under /tmp, where Codex refuses to create its helpers, and not in the checkout, whose git repository it would find. */
const places = join(homedir(), '.cache', 'brainswap-test');

export function createPlace(name = 'place-'): Place {
  mkdirSync(places, { recursive: true });
  const root = realpathSync(mkdtempSync(join(places, name)));
  const folder = (part: string): string => {
    const path = join(root, part);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const home = folder('home');
  const brainswapHome = join(root, 'brainswap');
  const codexHome = folder('codex');
  const workspace = folder('workspace');
  const bin = folder('bin');
  const env: NodeJS.ProcessEnv = {
    HOME: home,
    BRAINSWAP_HOME: brainswapHome,
    CODEX_HOME: codexHome,
    TMPDIR: folder('tmp'),
    PATH: [bin, toolFolder, '/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(delimiter),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
  const start =
    (program: string) =>
    (args: readonly string[], options: Options = {}) =>
      startProgram(program, args, { cwd: workspace, env: { ...env }, ...options });
  const toEnd =
    (program: string) =>
    (args: readonly string[], options: Options = {}) =>
      runProgram(program, args, { cwd: workspace, env: { ...env }, ...options });
  const store = <T>(work: (store: RunStore) => T): T => {
    const opened = openRunStore({ file: join(brainswapHome, 'runs.db') });
    try {
      return work(opened);
    } finally {
      opened.close();
    }
  };
  const processes = () => processesWith(root);
  const place: Place = {
    root,
    home,
    brainswapHome,
    codexHome,
    workspace,
    bin,
    env,
    brainswap: toEnd(brainswapProgram),
    startBrainswap: start(brainswapProgram),
    codex: toEnd(codexProgram),
    startCodex: start(codexProgram),
    settings: (settings) => {
      mkdirSync(brainswapHome, { recursive: true });
      writeFileSync(join(brainswapHome, 'settings.json'), JSON.stringify(settings));
    },
    file: (path, content, below = workspace) => {
      mkdirSync(dirname(join(below, path)), { recursive: true });
      writeFileSync(join(below, path), content);
    },
    runs: () => store((opened) => opened.list({}, null, 1_000).reverse()),
    run: () => {
      const [run, ...others] = place.runs();
      if (!run || others.length > 0) throw new Error(`There are ${others.length + (run ? 1 : 0)} runs.`);
      return run;
    },
    events: (runId) => store((opened) => opened.events(runId, 0, 100_000)),
    shown: (runId) => {
      const latest = new Map<string | number, RunEvent>();
      for (const event of store((opened) => opened.events(runId, 0, 100_000))) {
        latest.set(event.key ?? event.id, event);
      }
      return [...latest.values()];
    },
    processes,
    remove: async () => {
      let left: FoundProcess[] = [];
      await until('the end of every process', () => processes().length === 0, 3_000).catch(() => {
        left = processes();
      });
      for (const { pid } of left) process.kill(pid, 'SIGKILL');
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
      if (left.length > 0) {
        throw new Error(`Left running: ${left.map(({ pid, command }) => `${pid} ${command}`).join('; ')}`);
      }
    },
  };
  return place;
}
